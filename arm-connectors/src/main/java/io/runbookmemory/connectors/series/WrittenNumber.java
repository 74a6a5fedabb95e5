package io.runbookmemory.connectors.series;

/** A sample's value as Prometheus writes it. */
final class WrittenNumber {

  private WrittenNumber() {}

  /** Returns the value; a {@link NumberFormatException} says that there is none. */
  static double of(String text) {
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> Double.NaN;
      default -> decimal(text);
    };
  }

  /** Java alone would take 12d and 0x1p3. */
  private static double decimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E')) {
        throw new NumberFormatException(text);
      }
    }
    return Double.parseDouble(text);
  }
}
