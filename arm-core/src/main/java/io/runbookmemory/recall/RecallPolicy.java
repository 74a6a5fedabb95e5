package io.runbookmemory.recall;

import io.runbookmemory.salience.SaliencePolicy;

/**
 * How recall weighs what it finds. Immutable, thread-safe.
 *
 * <p>Defaults: relevance 0.4, recency 0.3, success 0.3; two incidents of one series at most; {@link
 * SaliencePolicy#DEFAULT}.
 */
public final class RecallPolicy {

  /** The default policy. */
  public static final RecallPolicy DEFAULT = builder().build();

  private final double relevance;
  private final double recency;
  private final double success;
  private final int copies;
  private final SaliencePolicy salience;

  private RecallPolicy(Builder builder) {
    this.relevance = builder.relevance;
    this.recency = builder.recency;
    this.success = builder.success;
    this.copies = builder.copies;
    this.salience = builder.salience;
  }

  /**
   * Returns a builder.
   *
   * @return one with the defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns how much relevance weighs in the order.
   *
   * @return in [0, 1]; the three weights add up to 1
   */
  public double relevance() {
    return relevance;
  }

  /**
   * Returns how much recency weighs in the order.
   *
   * @return in [0, 1]
   */
  public double recency() {
    return recency;
  }

  /**
   * Returns how much success weighs in the order.
   *
   * @return in [0, 1]
   */
  public double success() {
    return success;
  }

  /**
   * Returns how many incidents of one series a recall gives at most.
   *
   * @return at least 1
   */
  public int copies() {
    return copies;
  }

  /**
   * Returns how memories fade.
   *
   * @return the policy of recency and success
   */
  public SaliencePolicy salience() {
    return salience;
  }

  double score(double relevant, double recent, double successful) {
    return relevance * relevant + recency * recent + success * successful;
  }

  /** Builds a {@link RecallPolicy}. Not thread-safe. */
  public static final class Builder {

    private static final double ROUNDING = 1e-9;

    private double relevance = 0.4;
    private double recency = 0.3;
    private double success = 0.3;
    private int copies = 2;
    private SaliencePolicy salience = SaliencePolicy.DEFAULT;

    private Builder() {}

    /**
     * Sets what orders recollections that share no exact identifier with the situation.
     *
     * @param relevance the weight of the calibrated evidence
     * @param recency the weight of what time has left
     * @param success the weight of how often it helped
     * @return this
     * @throws IllegalArgumentException if one is below 0 or they do not add up to 1
     */
    public Builder weights(double relevance, double recency, double success) {
      boolean negative = relevance < 0 || recency < 0 || success < 0;
      if (negative || !(Math.abs(relevance + recency + success - 1) < ROUNDING)) {
        throw new IllegalArgumentException(
            "weights must be at least 0 and add up to 1, got "
                + relevance
                + ", "
                + recency
                + " and "
                + success);
      }
      this.relevance = relevance;
      this.recency = recency;
      this.success = success;
      return this;
    }

    /**
     * Sets how many incidents of one series a recall gives at most.
     *
     * @param copies at least 1
     * @return this
     */
    public Builder copies(int copies) {
      if (copies < 1) {
        throw new IllegalArgumentException("copies must be at least 1, got " + copies);
      }
      this.copies = copies;
      return this;
    }

    /**
     * Sets how memories fade.
     *
     * @param salience the policy of recency and success
     * @return this
     */
    public Builder salience(SaliencePolicy salience) {
      this.salience = salience;
      return this;
    }

    /**
     * Returns the policy.
     *
     * @return a new value
     */
    public RecallPolicy build() {
      return new RecallPolicy(this);
    }
  }
}
