package io.runbookmemory.examples.replay;

import io.runbookmemory.replay.measure.Assumption;
import io.runbookmemory.replay.measure.RepairModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the change of the time to repair is reckoned with. */
final class AssumptionOptions {

  private static final Set<String> NAMES = new TreeSet<>(Set.of("followed", "reading", "carried"));
  private static final Pattern SLASH = Pattern.compile("/");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--assume",
      paramLabel = "NAME=LOW/MIDDLE/HIGH",
      description =
          "An assumption of the model of the time to repair: followed (default 0.3/0.5/0.8),"
              + " reading (minutes, 5/2/1) or carried (0.5/0.8/1).")
  private Map<String, String> assumed = new LinkedHashMap<>();

  RepairModel model() {
    RepairModel model = RepairModel.DEFAULT;
    assumed.keySet().stream()
        .filter(name -> !NAMES.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw usage("--assume knows " + NAMES + ", got " + name);
            });
    try {
      return new RepairModel(
          of("followed", model.followed()),
          of("reading", model.reading()),
          of("carried", model.carried()));
    } catch (IllegalArgumentException e) {
      throw usage("--assume: " + e.getMessage());
    }
  }

  private Assumption of(String name, Assumption otherwise) {
    String written = assumed.get(name);
    if (written == null) {
      return otherwise;
    }
    List<String> parts = SLASH.splitAsStream(written).toList();
    if (parts.size() != 3 || !parts.stream().allMatch(AssumptionOptions::isNumber)) {
      throw usage("--assume " + name + " must be LOW/MIDDLE/HIGH, got " + written);
    }
    double[] ends = Stream.of(0, 1, 2).mapToDouble(i -> Double.parseDouble(parts.get(i))).toArray();
    return new Assumption(ends[0], ends[1], ends[2]);
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?");
  }

  private ParameterException usage(String rule) {
    return new ParameterException(spec.commandLine(), rule);
  }
}
