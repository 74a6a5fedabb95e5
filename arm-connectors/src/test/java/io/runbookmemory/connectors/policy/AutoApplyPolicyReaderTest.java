package io.runbookmemory.connectors.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.oncall.playbook.AutoApplyPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoApplyPolicyReaderTest {

  @TempDir private Path folder;

  private AutoApplyPolicy read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("auto.yaml"), text);
    return AutoApplyPolicyReader.read(file, Environments.DEFAULT, Set.of("drain", "restart"));
  }

  @Test
  void aFileNamesPlaybooksAndEnvironmentsAndNothingElseRunsByItself() throws IOException {
    assertThat(
            read("""
            version: 1
            autoApply:
              - {playbook: drain, env: staging}
              - {playbook: drain, env: dev}
            """)
                .grants())
        .containsExactlyInAnyOrder(
            new AutoApplyPolicy.Grant("drain", "staging"),
            new AutoApplyPolicy.Grant("drain", "dev"));
    assertThat(read("# nothing\n")).isEqualTo(AutoApplyPolicy.NEVER);
    assertThat(read("version: 1\nautoApply: []\n")).isEqualTo(AutoApplyPolicy.NEVER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version: 2\\nautoApply: [] | :1: | must be 1, got \"2\"",
        "autoApply: [] | :1: | version",
        "version: 1 | :1: | autoApply",
        "version: 1\\nautoApply:\\n- {playbook: drian, env: dev} | :3: | one of [drain, restart]",
        "version: 1\\nautoApply:\\n- {playbook: drain, env: moon} | :3: | moon",
        "version: 1\\nautoApply:\\n- {playbook: drain} | :3: | env",
        "version: 1\\nautoApply:\\n- {playbook: drain, env: dev, at: 9} | :3: | is unknown",
        "version: 1\\nautoApply:\\n- {playbook: drain, env: dev}\\n- {playbook: drain, env: dev}"
            + " | :4: | must be named once",
        "version: 1\\nautoApply: []\\nauto: [] | :3: | is unknown",
        "version: 1\\nautoApply: []\\n---\\nversion: 1 | :4: | must be the only one",
      })
  void whatIsWrongIsRefusedWithItsLine(String text, String line, String says) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("auto.yaml" + line.strip())
        .hasMessageContaining(says);
  }
}
