package io.runbookmemory.connectors.policy;

import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.oncall.playbook.AutoApplyPolicy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads where playbooks may run by themselves; {@code docs/formats/playbook.md} shows a file.
 * Whatever is unknown or against a rule is refused: a mistyped name must not let anything run, nor
 * keep quiet about it. Stateless and thread-safe.
 */
public final class AutoApplyPolicyReader {

  private AutoApplyPolicyReader() {}

  /**
   * Returns the policy of a file.
   *
   * @param file one YAML document, at most 1 MiB
   * @param environments those that there are
   * @param playbooks the names of those that there are
   * @return the policy; an empty file is {@link AutoApplyPolicy#NEVER}
   * @throws InvalidInputException if the file breaks a rule; names the file, the line, the field,
   *     the rule and the value
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static AutoApplyPolicy read(Path file, Environments environments, Set<String> playbooks) {
    List<YamlField> documents = YamlFile.documents(file);
    if (documents.isEmpty()) {
      return AutoApplyPolicy.NEVER;
    }
    if (documents.size() > 1) {
      throw documents.get(1).refusal("must be the only one in the file");
    }
    YamlField document = documents.getFirst();
    WrittenPolicy.mapping(document, Set.of("version", "autoApply"));
    YamlField version = document.require("version");
    if (!version.text().equals("1")) {
      throw version.refusal("must be 1, got \"" + version.text() + "\"");
    }
    Map<AutoApplyPolicy.Grant, String> grants = new HashMap<>();
    for (YamlField item : document.require("autoApply").items()) {
      AutoApplyPolicy.Grant grant = grant(item, environments, playbooks);
      String before = grants.putIfAbsent(grant, item.place());
      if (before != null) {
        throw item.refusal("must be named once, it was at " + before);
      }
    }
    return new AutoApplyPolicy(grants.keySet());
  }

  private static AutoApplyPolicy.Grant grant(
      YamlField item, Environments environments, Set<String> playbooks) {
    WrittenPolicy.mapping(item, Set.of("playbook", "env"));
    YamlField playbook = item.require("playbook");
    if (!playbooks.contains(playbook.text())) {
      throw playbook.refusal(
          "must be one of " + new TreeSet<>(playbooks) + ", got \"" + playbook.text() + "\"");
    }
    YamlField env = item.require("env");
    try {
      return new AutoApplyPolicy.Grant(playbook.text(), environments.require(env.text()));
    } catch (InvalidInputException e) {
      throw env.refusal(e.rule());
    }
  }
}
