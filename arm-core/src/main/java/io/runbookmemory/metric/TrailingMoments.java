package io.runbookmemory.metric;

/**
 * Mean and deviation of the values of a trailing window. Not thread-safe; 24 bytes a value.
 *
 * <p>What leaves the window is never subtracted, so nothing drifts and a spike leaves no trace: a
 * queue of two stacks (Tangwongsan et al., "General Incremental Sliding-Window Aggregation", VLDB
 * 2015). The newer values are summed up as they come (Welford 1962); when the older ones are used
 * up, the newer ones become them, from the newest backwards, each with the moments of itself and
 * all after it (Chan et al. 1979). That costs a constant time a value on average.
 */
final class TrailingMoments {

  /** A deviation of fewer values says nothing. */
  static final int LEAST_VALUES = 20;

  /** A deviation below this share of the mean is the rounding of a constant. */
  private static final double ROUNDING = 1e-12;

  private static final int FIRST_CAPACITY = 256;

  private final int most;
  private long[] at = new long[FIRST_CAPACITY];
  // Of the newer values the value itself, of the older ones the mean from it to the newest of them.
  private double[] means = new double[FIRST_CAPACITY];
  private double[] squares = new double[FIRST_CAPACITY];
  private long head;
  private long middle;
  private long tail;
  private double newerMean;
  private double newerSquares;

  /** Creates an empty window of at most so many values, a power of two; then the oldest leave. */
  TrailingMoments(int most) {
    this.most = most;
  }

  int count() {
    return (int) (tail - head);
  }

  int capacity() {
    return at.length;
  }

  /** Forgets the values before an instant. */
  void forgetBefore(long time) {
    while (head < tail && at[index(head)] < time) {
      forgetOldest();
    }
  }

  private void forgetOldest() {
    if (head == middle) {
      turnOver();
    }
    head++;
  }

  private void turnOver() {
    double mean = 0;
    double square = 0;
    for (long i = tail - 1; i >= middle; i--) {
      double apart = means[index(i)] - mean;
      mean += apart / (tail - i);
      square += apart * (means[index(i)] - mean);
      means[index(i)] = mean;
      squares[index(i)] = square;
    }
    middle = tail;
    newerMean = 0;
    newerSquares = 0;
  }

  void add(long time, double value) {
    if (count() == at.length) {
      makeRoom();
    }
    at[index(tail)] = time;
    means[index(tail)] = value;
    tail++;
    double apart = value - newerMean;
    newerMean += apart / (tail - middle);
    newerSquares += apart * (value - newerMean);
  }

  private void makeRoom() {
    if (at.length == most) {
      forgetOldest();
      return;
    }
    int count = count();
    long[] times = new long[at.length * 2];
    double[] newMeans = new double[times.length];
    double[] newSquares = new double[times.length];
    for (int i = 0; i < count; i++) {
      times[i] = at[index(head + i)];
      newMeans[i] = means[index(head + i)];
      newSquares[i] = squares[index(head + i)];
    }
    at = times;
    means = newMeans;
    squares = newSquares;
    middle -= head;
    tail -= head;
    head = 0;
  }

  private int index(long position) {
    return (int) (position & (at.length - 1));
  }

  double mean() {
    long older = middle - head;
    long newer = tail - middle;
    if (older == 0) {
      return newerMean;
    }
    double olderMean = means[index(head)];
    return olderMean + (newerMean - olderMean) * newer / (older + newer);
  }

  /**
   * Returns the standard deviation of the population, or 0 where there is none to measure by: of
   * too few values, of values that do not vary, and of values too large for their squares.
   */
  double deviation() {
    if (count() < LEAST_VALUES) {
      return 0;
    }
    long older = middle - head;
    long newer = tail - middle;
    double sum = newerSquares;
    if (older > 0) {
      double apart = newerMean - means[index(head)];
      sum += squares[index(head)] + apart * apart * older * newer / (older + newer);
    }
    double deviation = Math.sqrt(sum / count());
    return deviation > ROUNDING * Math.abs(mean()) && deviation < Double.POSITIVE_INFINITY
        ? deviation
        : 0;
  }
}
