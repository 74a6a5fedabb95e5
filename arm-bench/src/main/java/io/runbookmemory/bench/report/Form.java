package io.runbookmemory.bench.report;

import java.util.Locale;

/** How much is measured. */
enum Form {
  /** So little that only errors and ratios far from what they were can be seen: for CI. */
  SMOKE(300, 60),
  /** Ten minutes on two cores. */
  QUICK(1_500, 200),
  /** Hours: the sizes that the goals were set for. */
  FULL(20_000, 400);

  /** How many texts are embedded; memories beyond that lie between two of these. */
  final int texts;

  /** How many questions are asked at most. */
  final int questions;

  Form(int texts, int questions) {
    this.texts = texts;
    this.questions = questions;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
