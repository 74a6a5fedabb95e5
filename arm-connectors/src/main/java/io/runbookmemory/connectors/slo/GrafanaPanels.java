package io.runbookmemory.connectors.slo;

import io.runbookmemory.connectors.yaml.YamlAmount;
import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.slo.Slo;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The objectives that a dashboard shows. A panel of what is left of a budget says objective, period
 * and queries; the title says name and service, as ARM writes it. Each panel that says less is
 * named.
 *
 * @param notes takes what is not read
 */
record GrafanaPanels(List<String> notes) {

  /** As {@code Slo.toString} writes an objective. */
  private static final Pattern TITLE =
      Pattern.compile("(.+) of (.+): ([0-9.]{1,15}) % over ([0-9a-z ]{2,20})");

  private static final Pattern RATIO = Pattern.compile("rate\\(|increase\\(|error_ratio");

  List<Slo> read(YamlField document) {
    YamlField dashboard = document.find("dashboard").orElse(document);
    String title = dashboard.require("title").text();
    List<Slo> slos = new ArrayList<>();
    for (YamlField panel : panels(dashboard.require("panels"))) {
      for (YamlField target : panel.itemsOf("targets")) {
        Optional<YamlField> expression = target.find("expr").filter(field -> !field.isBlank());
        if (expression.isPresent()) {
          objective(expression.get(), title, slos);
        }
      }
    }
    if (slos.isEmpty()) {
      throw dashboard.refusal(
          "must have a panel of what is left of a budget, 1 - (errors / all / budget), got none"
              + (notes.isEmpty() ? "" : "; " + String.join("; ", notes)));
    }
    return slos;
  }

  /** A row of panels may hold them within. */
  private static List<YamlField> panels(YamlField field) {
    List<YamlField> panels = new ArrayList<>();
    for (YamlField panel : field.items()) {
      panels.add(panel);
      panels.addAll(panel.itemsOf("panels"));
    }
    return panels;
  }

  private void objective(YamlField expression, String title, List<Slo> slos) {
    Optional<BudgetLeft> left = BudgetLeft.of(expression.text());
    if (left.isPresent()) {
      slos.add(slo(expression, title, left.get()));
    } else if (RATIO.matcher(expression.text()).find()
        && !expression.text().startsWith("slo:error_ratio:")) {
      note(expression, "is not read: it is not of the form 1 - (errors / all / budget)");
    }
  }

  private Slo slo(YamlField expression, String title, BudgetLeft left) {
    BigDecimal objective = BigDecimal.ONE.subtract(left.budget());
    Matcher named = TITLE.matcher(title);
    boolean ours = named.matches();
    if (ours && new BigDecimal(named.group(3)).movePointLeft(2).compareTo(objective) != 0) {
      throw expression.refusal(
          "must have the title's objective of " + named.group(3) + " %, got " + objective);
    }
    if (!ours) {
      note(expression, "says no service: the dashboard's title stands for it");
    }
    Slo.Builder builder =
        Slo.builder(ours ? named.group(1) : title, ours ? named.group(2) : title, objective);
    if (ours && named.group(4).equals("a month")) {
      note(expression, "says no time zone: its months are read as those of UTC");
      builder.calendarMonths(ZoneOffset.UTC);
    } else {
      builder.period(YamlAmount.duration(expression, left.window()));
    }
    return (left.ofFailures()
            ? builder.failureQueries(left.counted(), left.total())
            : builder.queries(left.counted(), left.total()))
        .build();
  }

  private void note(YamlField field, String what) {
    notes.add(field.refusal(what).getMessage());
  }
}
