package io.runbookmemory.memory.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.Usage;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The JSON of a usage, which stores keep beside a memory's. Thread-safe. */
public final class UsageJson {

  private UsageJson() {}

  /**
   * Returns a usage as one line of JSON.
   *
   * @param usage any usage
   * @return a JSON object without line breaks
   */
  public static String write(Usage usage) {
    ObjectNode node =
        Json.object()
            .put("recalls", usage.recalls())
            .put("reinforcements", usage.reinforcements())
            .put("successes", usage.successes())
            .put("failures", usage.failures());
    ContentCodec.put(node, "lastReinforced", usage.lastReinforced());
    if (!usage.steps().isEmpty()) {
      ObjectNode steps = node.putObject("steps");
      usage
          .steps()
          .forEach(
              (key, step) ->
                  steps
                      .putObject(key)
                      .put("tried", step.tried())
                      .put("helped", step.helped())
                      .put("harmed", step.harmed())
                      .put("skipped", step.skipped()));
    }
    return Json.write(node);
  }

  /**
   * Returns the usage that a line of JSON stands for.
   *
   * @param json what {@link #write} wrote
   * @return an equal usage
   * @throws InvalidInputException if a rule is broken, naming the field
   */
  public static Usage read(String json) {
    Fields fields = new Fields(Json.parse(json));
    try {
      return read(fields);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("", Objects.toString(e.getMessage()));
    }
  }

  private static Usage read(Fields fields) {
    Map<String, StepUsage> steps = new TreeMap<>();
    Fields byKey = fields.object("steps");
    if (byKey != null) {
      for (String key : byKey.names()) {
        Fields step = byKey.object(key);
        if (step != null) {
          steps.put(
              key,
              new StepUsage(
                  step.number("tried", 0),
                  step.number("helped", 0),
                  step.number("harmed", 0),
                  step.number("skipped", 0)));
        }
      }
    }
    return new Usage(
        fields.number("recalls", 0),
        fields.number("reinforcements", 0),
        fields.number("successes", 0),
        fields.number("failures", 0),
        fields.time("lastReinforced"),
        steps);
  }
}
