/** Calls beyond the asked for, as a share of those: a subgraph in trouble is not asked twice for everything. */
export class CallBudget {
  #left = 1;

  constructor(
    private readonly share: number,
    private readonly most = 20,
  ) {}

  earn(): void {
    if (this.#left < this.most) this.#left += this.share;
  }

  spend(): boolean {
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  get left(): number {
    return this.#left;
  }
}
