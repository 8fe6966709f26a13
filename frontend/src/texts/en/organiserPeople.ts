/** The words of people, imports, pitches, requests, exports and audit. */
const organiserPeople = {
  noOrganisation: (name: string) => `No organisation is called “${name}”: choose one of the list.`,
};

export default organiserPeople;
