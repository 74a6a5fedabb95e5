package io.runbookmemory.replay.compare;

import static io.runbookmemory.replay.page.Page.row;

import io.runbookmemory.replay.page.Page;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a comparison for people: what gets worse first. */
final class ComparisonPage {

  private final Comparison comparison;
  private final Page page = new Page();

  ComparisonPage(Comparison comparison) {
    this.comparison = comparison;
  }

  Page write() {
    page.title("Replay: " + comparison.mine() + " against " + comparison.other());
    page.section("Newly missed");
    pairs(comparison.newlyMissed(), "No real incident is paged late or not at all by this alone.");
    differences();
    page.section("What changed");
    List<Pair> rest =
        comparison.changed().stream()
            .filter(pair -> !pair.changes().contains(Change.NEWLY_MISSED))
            .toList();
    pairs(rest, "Nothing else.");
    return page;
  }

  private void pairs(List<Pair> pairs, String none) {
    if (pairs.isEmpty()) {
      page.words(none);
      return;
    }
    page.table(
        List.of("incident", "title", "what", comparison.other(), comparison.mine()),
        pairs.stream()
            .map(
                pair ->
                    row(
                        pair.mine().id(),
                        pair.mine().title(),
                        words(pair.changes()),
                        told(pair.other()),
                        told(pair.mine())))
            .toList());
  }

  private static String words(Set<Change> changes) {
    return changes.stream().map(Change::words).collect(Collectors.joining(", "));
  }

  private static String told(SavedIncident one) {
    String paged =
        one.paging().foldedInto() == null
            ? one.paging().after() == null ? "no page" : "page " + one.paging().after()
            : "in the page of " + one.paging().foldedInto();
    return one.answered().expected() == 0
        ? paged
        : paged + "; right at " + places(one.answered().right());
  }

  private static String places(List<Integer> places) {
    return places.isEmpty()
        ? "none of 10"
        : places.stream().map(place -> String.valueOf(place + 1)).collect(Collectors.joining(", "));
  }

  private void differences() {
    page.section("Differences");
    String left =
        comparison.unpaired() == 0
            ? ""
            : " " + comparison.unpaired() + " incidents are in one of the two alone, and left out.";
    page.words(
        "Means over incidents, paired: %d incidents. The interval is of the difference.%s"
            .formatted(comparison.pairs().size(), left));
    page.table(
        List.of(
            "measure",
            "n",
            comparison.other(),
            comparison.mine(),
            "difference",
            "95 % interval",
            "reading"),
        comparison.differences().stream()
            .filter(one -> one.n() > 0)
            .map(ComparisonPage::cells)
            .toList());
  }

  private static List<String> cells(Difference one) {
    return row(
        one.measure().words(),
        one.n(),
        number("%.3f", one.other()),
        number("%.3f", one.mine()),
        number("%+.3f", one.difference().value()),
        number("%+.3f", one.difference().low()) + " to " + number("%+.3f", one.difference().high()),
        one.reading().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value + 0.0);
  }
}
