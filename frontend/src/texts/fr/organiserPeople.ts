import type en from '../en/organiserPeople';

const organiserPeople: typeof en = {
  noOrganisation: (name) => `Aucune organisation ne s’appelle « ${name} » : choisissez dans la liste.`,
};

export default organiserPeople;
