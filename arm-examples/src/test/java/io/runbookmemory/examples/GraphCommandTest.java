package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code arm ingest} of what depends on what, and {@code arm memory graph}. */
class GraphCommandTest {

  @TempDir private Path folder;
  private Path files;
  private String store;

  @BeforeEach
  void ingest() throws IOException {
    store = "sqlite:" + folder.resolve("memory.db");
    files = Files.createDirectory(folder.resolve("ops"));
    Files.writeString(
        files.resolve("catalog-info.yaml"),
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: {name: checkout}
        spec: {type: service, lifecycle: production, owner: team-buy, dependsOn: [component:payments]}
        """);
    Files.writeString(
        files.resolve("calls.csv"),
        """
        from,relation,to
        payments,calls,ledger
        pay,was renamed to,payments
        """);
    assertThat(Ran.arm("ingest", files, "--store", store).ok().out()).startsWith("5 added");
  }

  @Test
  void aServiceIsPrintedWithWhatItNeedsAndWhatNeedsIt() {
    assertThat(Ran.arm("memory", "graph", "pay", "--store", store).ok().out().lines())
        .containsExactly(
            "payments, also called pay",
            "  depends on",
            "    1  ledger                   payments calls ledger  (ops)",
            "  is needed by",
            "    1  checkout                 checkout depends on payments  (ops)");
    assertThat(Ran.arm("memory", "graph", "checkout", "--store", store, "--hops", "1").ok().out())
        .contains("    1  payments")
        .contains("  is needed by nothing that is known")
        .doesNotContain("ledger");
  }

  @Test
  void allDependenciesArePrintedWhereNoServiceIsNamed() {
    assertThat(Ran.arm("memory", "graph", "--store", store).ok().out().lines())
        .containsExactly("checkout depends on payments  (ops)", "payments calls ledger  (ops)");
  }

  @Test
  void jsonHasTheWayToEachNeighbourAndTheFactsThatSaySo() {
    assertThat(Ran.arm("memory", "graph", "checkout", "--store", store, "--json").ok().out())
        .contains("\"service\" : \"ledger\"", "\"hops\" : 2", "\"relation\" : \"calls\"")
        .containsPattern("\"facts\" : \\[ \"[0-9a-f-]{36}\" \\]");
    assertThat(Ran.arm("memory", "graph", "--store", store, "--json").ok().out())
        .contains("\"from\" : \"checkout\"", "\"sources\" : [ \"ops\" ]");
  }

  @Test
  void whatIsNotKnownIsANegativeAnswer() {
    Ran.arm("memory", "graph", "nowhere", "--store", store).refused(1, "no dependency of nowhere");
    Ran.arm("memory", "graph", "--store", "memory:").refused(1, "arm ingest reads them");
  }

  @Test
  void ingestingAgainChangesNothing() {
    assertThat(Ran.arm("ingest", files, "--store", store).ok().out())
        .startsWith("0 added, 0 updated, 5 unchanged");
  }

  @Test
  void aFileOfAnotherNameIsReadAsToldAndAWrongOneTakenInNowhere() throws IOException {
    Path table = Files.writeString(folder.resolve("table.txt"), "source,target\na,b\n");
    Path wrong = Files.writeString(folder.resolve("wrong.csv"), "source,target\nc,d\ne\n");

    assertThat(Ran.arm("ingest", table, "--as", "csv", "--store", store).ok().out())
        .startsWith("1 added");
    assertThat(Ran.arm("ingest", wrong, "--as", "CSV", "--store", store).err())
        .contains("refused " + wrong + ":3: a row must have 2 fields");
    assertThat(Ran.arm("memory", "graph", "--store", store).ok().out())
        .contains("a depends on b")
        .doesNotContain("c depends on d");
  }
}
