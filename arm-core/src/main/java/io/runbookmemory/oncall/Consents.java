package io.runbookmemory.oncall;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.access.AccessPolicy;
import io.runbookmemory.memory.usage.BetaPosterior;
import io.runbookmemory.oncall.command.CommandReading;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.json.JsonText;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says of a step what it does to the world: by the tool or playbook that it names, else by its
 * command, else by words that cannot be mistaken.
 */
final class Consents {

  /** Words, in any tense, for what is hard or impossible to take back. */
  private static final Pattern DESTROYS =
      Pattern.compile(
          "\\b(?:delet(?:e[sd]?|ing)|drop(?:s|ped)?|drain(?:s|ed|ing)?|fail(?:s|ed|ing)?[ -]?over"
              + "|wip(?:e[sd]?|ing)|purg(?:e[sd]?|ing)|truncat(?:e[sd]?|ing)|terraform apply"
              + "|destroy(?:s|ed)?|terminat(?:e[sd]?|ing)|reboot(?:s|ed|ing)?|flush(?:es|ed)?"
              + "|kill(?:s|ed|ing)?)(?![a-z])|\\brm -",
          Pattern.CASE_INSENSITIVE);

  /** {@code name {…}}: a call as a step's code writes it. */
  private static final Pattern CALL =
      Pattern.compile("\\s*([a-zA-Z0-9_-]{1,64})\\s*(\\{.*})?\\s*", Pattern.DOTALL);

  private static final int SHOWN = 60;

  private static final BetaPosterior NOTHING = new BetaPosterior(0, 0);

  private final Map<String, ToolEffect> tools;
  private final Map<String, ToolEffect> playbooks;
  private final Map<String, BetaPosterior> outcomes;
  private final AccessPolicy policy;

  Consents(PlannerBuilder builder) {
    this.tools = Map.copyOf(builder.tools);
    this.playbooks = Map.copyOf(builder.playbooks);
    this.outcomes = Map.copyOf(builder.outcomes);
    this.policy = builder.access;
  }

  /** Returns what is known of a step; null where it names nothing that tells. */
  @Nullable Consent of(
      @Nullable String language, @Nullable String code, String text, boolean acts) {
    PlannedCall call = call(code, text).orElse(null);
    if (call != null) {
      boolean tool = call.kind() == PlannedCall.Kind.TOOL;
      ToolEffect effect =
          (tool ? tools : playbooks).getOrDefault(call.name(), ToolEffect.DESTRUCTIVE);
      String named = (tool ? "the tool " : "the playbook ") + call.name() + " is " + effect;
      return consent(effect, tool ? named : named + ", " + helped(call.name()), call);
    }
    if (code != null) {
      return CommandReading.effect(language, code)
          .map(effect -> consent(effect, because(effect, code), null))
          .orElse(null);
    }
    Matcher destroys = DESTROYS.matcher(text);
    return acts && destroys.find()
        ? consent(ToolEffect.DESTRUCTIVE, "its words say “" + destroys.group() + "”", null)
        : null;
  }

  private String helped(String playbook) {
    String words = outcomes.getOrDefault(playbook, NOTHING).inWords();
    return words.isEmpty() ? "no outcome of it is counted" : words;
  }

  private Consent consent(ToolEffect effect, String because, @Nullable PlannedCall call) {
    boolean asks = effect == ToolEffect.DESTRUCTIVE;
    return new Consent(effect, because, call, asks ? policy.approver() : null);
  }

  private static String because(ToolEffect effect, String code) {
    String line = code.strip().lines().findFirst().orElse("");
    String shown = line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    return effect == ToolEffect.READ_ONLY
        ? "“" + shown + "” only looks"
        : "“" + shown + "” is not known to only look";
  }

  private Optional<PlannedCall> call(@Nullable String code, String text) {
    if (code == null) {
      return named(text);
    }
    Matcher matcher = CALL.matcher(code);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String name = matcher.group(1);
    if (tools.containsKey(name)) {
      return Optional.of(new PlannedCall(PlannedCall.Kind.TOOL, name, object(matcher.group(2))));
    }
    return playbooks.containsKey(name)
        ? Optional.of(new PlannedCall(PlannedCall.Kind.PLAYBOOK, name, null))
        : Optional.empty();
  }

  private static @Nullable String object(@Nullable String arguments) {
    try {
      return arguments == null ? null : JsonText.write(JsonText.readObject(arguments));
    } catch (InvalidInputException e) {
      // It names the tool all the same; whoever carries it out writes the arguments.
      return null;
    }
  }

  /** A name among words is one only if no word of a language looks like it. */
  private Optional<PlannedCall> named(String text) {
    for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z0-9_-]+", -1)) {
      if (word.contains("_") || word.contains("-")) {
        if (tools.containsKey(word)) {
          return Optional.of(new PlannedCall(PlannedCall.Kind.TOOL, word, null));
        }
        if (playbooks.containsKey(word)) {
          return Optional.of(new PlannedCall(PlannedCall.Kind.PLAYBOOK, word, null));
        }
      }
    }
    return Optional.empty();
  }
}
