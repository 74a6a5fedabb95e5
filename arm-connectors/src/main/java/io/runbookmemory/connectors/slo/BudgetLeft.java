package io.runbookmemory.connectors.slo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of an expression of PromQL that says what is left of a budget: {@code 1 - (errors / all
 * / budget)}, where the errors may be {@code all - good} or the ratio {@code 1 - good / all}, and
 * the budget {@code 1 - objective}.
 *
 * @param counted the query of the failures, or of what is good
 * @param ofFailures which of them
 * @param total the query of all
 * @param budget above 0 and below 1
 * @param window the range of all queries, such as {@code 30d}
 */
record BudgetLeft(
    String counted, boolean ofFailures, String total, BigDecimal budget, String window) {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,12})?");
  private static final Pattern RANGE = Pattern.compile("\\[([0-9]{1,6}[mhdw])]");
  private static final int MAX_LENGTH = 20_000;

  static Optional<BudgetLeft> of(String expression) {
    List<String> left = parts(expression, '-');
    if (expression.length() > MAX_LENGTH || left.size() != 2 || !left.get(0).equals("1")) {
      return Optional.empty();
    }
    List<String> burned = parts(left.get(1), '/');
    Optional<BigDecimal> budget = budget(burned.getLast());
    if (budget.isEmpty() || burned.size() < 2) {
      return Optional.empty();
    }
    // a / b / c is (a / b) / c; the ratio in brackets of its own is one part.
    List<String> ratio = burned.size() == 3 ? burned.subList(0, 2) : parts(burned.get(0), '/');
    return burned.size() > 3 ? Optional.empty() : of(ratio, burned.get(0), budget.get());
  }

  private static Optional<BudgetLeft> of(List<String> ratio, String whole, BigDecimal budget) {
    List<String> complement = parts(whole, '-');
    if (complement.size() == 2 && complement.get(0).equals("1")) {
      List<String> good = parts(complement.get(1), '/');
      if (good.size() == 2) {
        return of(bare(good.get(0)), false, bare(good.get(1)), budget);
      }
    }
    if (ratio.size() == 2) {
      String total = bare(ratio.get(1));
      List<String> failed = parts(ratio.get(0), '-');
      boolean difference = failed.size() == 2 && bare(failed.get(0)).equals(total);
      return of(bare(difference ? failed.get(1) : ratio.get(0)), !difference, total, budget);
    }
    return Optional.empty();
  }

  private static Optional<BudgetLeft> of(
      String counted, boolean ofFailures, String total, BigDecimal budget) {
    List<String> windows =
        RANGE.matcher(counted + total).results().map(range -> range.group(1)).distinct().toList();
    if (windows.size() != 1 || !counted.contains("[") || !total.contains("[")) {
      return Optional.empty();
    }
    return Optional.of(
        new BudgetLeft(open(counted), ofFailures, open(total), budget, windows.getFirst()));
  }

  /** Puts the placeholder of a window in the range's place. */
  private static String open(String query) {
    return RANGE.matcher(query).replaceAll(Matcher.quoteReplacement("[{{.window}}]"));
  }

  private static Optional<BigDecimal> budget(String text) {
    List<String> parts = parts(text, '-');
    boolean complement = parts.size() == 2 && parts.get(0).equals("1");
    String number = complement ? parts.get(1) : bare(text);
    if (!NUMBER.matcher(number).matches()) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(number);
    BigDecimal budget = complement ? BigDecimal.ONE.subtract(value) : value;
    return Optional.of(budget)
        .filter(share -> share.signum() > 0 && share.compareTo(BigDecimal.ONE) < 0);
  }

  /** Returns the operands of an operator that stands outside of all brackets and quotes. */
  private static List<String> parts(String text, char operator) {
    String inside = bare(text);
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < inside.length(); i = next(inside, i)) {
      if (inside.charAt(i) == operator) {
        parts.add(inside.substring(from, i).strip());
        from = i + 1;
      }
    }
    parts.add(inside.substring(from).strip());
    return parts;
  }

  /** Returns the text without brackets around all of it. */
  private static String bare(String text) {
    String inside = text.strip();
    while (inside.startsWith("(") && next(inside, 0) >= inside.length() && inside.endsWith(")")) {
      inside = inside.substring(1, inside.length() - 1).strip();
    }
    return inside;
  }

  /** Returns the place after the character, or after the bracket or string that begins with it. */
  private static int next(String text, int from) {
    int depth = 0;
    int i = from;
    do {
      char c = text.charAt(i++);
      if (c == '"' || c == '\'' || c == '`') {
        while (i < text.length() && text.charAt(i) != c) {
          i += text.charAt(i) == '\\' && c != '`' ? 2 : 1;
        }
        i++;
      } else if (c == '(' || c == '{' || c == '[') {
        depth++;
      } else if (c == ')' || c == '}' || c == ']') {
        depth--;
      }
    } while (depth > 0 && i < text.length());
    return i;
  }
}
