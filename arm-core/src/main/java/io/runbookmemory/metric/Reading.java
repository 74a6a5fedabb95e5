package io.runbookmemory.metric;

/**
 * What one measure makes of a sample: how many deviations it is off, and which values would not
 * have been too far off. The value of a sample is {@code scale x measure + offset}.
 *
 * @param deviations signed; 0 where there is nothing to measure by
 * @param limit from how many on it is too far off
 */
record Reading(AnomalyCause cause, double deviations, double limit, Band expected) {

  static final Reading NONE = new Reading(AnomalyCause.NO_SCALE, 0, 1, Band.ANY);

  /** Reads a measure against its past, or returns nothing to measure by. */
  static Reading of(Measured measured, TrailingMoments past) {
    double sigma = past.deviation();
    double off = (measured.value - past.mean()) / sigma;
    if (sigma == 0 || !Double.isFinite(off)) {
      return NONE;
    }
    double center = measured.scale * past.mean() + measured.offset;
    double reach = measured.scale * measured.limit * sigma;
    return new Reading(
        measured.cause, off, measured.limit, new Band(center - reach, center + reach));
  }

  /** A measure's value, its limit, and how a sample's value follows from it. */
  record Measured(AnomalyCause cause, double value, double limit, double scale, double offset) {}

  /** Returns how far off it is in limits: from 1 on too far. */
  double share() {
    return Math.abs(deviations) / limit;
  }

  /** Returns the one of two that is further off, the first where both are as far. */
  Reading orFurther(Reading other) {
    boolean known = cause != AnomalyCause.NO_SCALE;
    boolean otherKnown = other.cause != AnomalyCause.NO_SCALE;
    return otherKnown && (!known || other.share() > share()) ? other : this;
  }
}
