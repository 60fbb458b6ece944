/** Code of the department that takes whatever no rule sends elsewhere: the community’s own office. */
export const fallbackDepartment = 'community-office';
