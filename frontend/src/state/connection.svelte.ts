let kept = $state(false);

/** Whether what is shown came from the server or was kept from an earlier visit. */
export const connection = {
  get offline(): boolean {
    return kept;
  },
  /** Takes note of where an answer came from. */
  saw(response: Response): void {
    kept = response.headers.get('X-Entente-Kept') === '1';
  },
};
