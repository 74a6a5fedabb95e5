package io.runbookmemory.examples.remedy.action;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.ToolEffect;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a feature flag off that is a key of a ConfigMap. */
record TurnFlagOff(ClusterRoom room) implements Remedy<TurnFlagOff.Ask> {

  private static final Map<String, String> OFF =
      Map.of("true", "false", "on", "off", "enabled", "disabled", "yes", "no", "1", "0");

  record Ask(
      String namespace,
      String configMap,
      @Described("the flag's key in it") String key,
      @Nullable Boolean urgent,
      @Nullable @Described("id of the memory that recommended it") String memory)
      implements Order {}

  @Override
  public Card<Ask> card() {
    return new Card<>(
        "turn_flag_off",
        "Turns a feature flag off that is a key of a ConfigMap, in the word that is the opposite of"
            + " the one there.",
        Ask.class,
        ToolEffect.REVERSIBLE,
        Duration.ofMinutes(1));
  }

  @Override
  public Target target(Ask asked) {
    return room.target(asked.namespace(), asked.configMap());
  }

  @Override
  public Course course(Ask asked, String call) {
    Resource<ConfigMap> resource =
        room.cluster()
            .client()
            .configMaps()
            .inNamespace(asked.namespace())
            .withName(asked.configMap());
    ConfigMap live = Found.found(resource.get(), "ConfigMap", target(asked));
    String word = live.getData() == null ? null : live.getData().get(asked.key());
    String off = word == null ? null : OFF.get(word.strip().toLowerCase(Locale.ROOT));
    if (off == null) {
      throw new InvalidInputException(
          "/key", "must be a flag that is on, one of " + OFF.keySet().stream().sorted().toList());
    }
    return new Course(
        asked.key() + " is " + word,
        List.of(
            new Course.Step(
                "set " + asked.key() + " to " + off,
                turn ->
                    room.cluster()
                        .client()
                        .resource(new ConfigMapBuilder(live).addToData(asked.key(), off).build())
                        .update())),
        new Course.Check(
            asked.key() + " reads " + off,
            () -> {
              ConfigMap then = resource.get();
              return then != null && off.equals(then.getData().get(asked.key()));
            },
            Duration.ofSeconds(20)));
  }
}
