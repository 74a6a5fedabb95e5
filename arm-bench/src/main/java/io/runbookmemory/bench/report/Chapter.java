package io.runbookmemory.bench.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One comparison.
 *
 * @param name what {@code --only} takes
 * @param question what it answers, in a sentence
 * @param need what it cannot do without
 * @param plans what is run in which form; a form that is missing leaves the chapter out
 * @param figures what of its tables decides, with the goals
 */
record Chapter(
    String name, String question, Need need, Map<Form, Plan> plans, List<Figure> figures) {

  /**
   * What is run.
   *
   * @param estimate how long that takes on two cores
   * @param runs one after the other
   */
  record Plan(Duration estimate, List<Run> runs) {}

  Chapter {
    plans = Map.copyOf(plans);
    figures = List.copyOf(figures);
  }

  static Chapter of(String name, String question) {
    return new Chapter(name, question, Need.NOTHING, Map.of(), List.of());
  }

  Chapter needs(Need needed) {
    return new Chapter(name, question, needed, plans, figures);
  }

  Chapter in(Form form, int seconds, Run... runs) {
    Map<Form, Plan> more = new EnumMap<>(Form.class);
    more.putAll(plans);
    more.put(form, new Plan(Duration.ofSeconds(seconds), List.of(runs)));
    return new Chapter(name, question, need, more, figures);
  }

  Chapter shows(Figure... shown) {
    List<Figure> more = new ArrayList<>(figures);
    more.addAll(List.of(shown));
    return new Chapter(name, question, need, plans, more);
  }
}
