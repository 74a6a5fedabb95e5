package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.ToolRequest;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.access.Roles;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalEvent.Acted;
import io.runbookmemory.journal.JournalEvent.Opened;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolResult;
import io.runbookmemory.tool.record.RecordTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what docs/tools.md shows, and looks through the log with {@code arm audit verify}. */
class ToolExampleTest {

  private static final Path ROOT = Path.of("..");

  private static final JournalEvent NOTED = new JournalEvent.Noted("since the deploy", null);

  @TempDir Path directory;

  // region tool
  record Restart(@Described("service whose pods restart") String service, int pods) {}

  record Restarted(int restarted) {}

  Tool restart =
      RecordTool.builder("restart_pods", "Restarts pods.", Restart.class, Restarted.class)
          .effect(ToolEffect.DESTRUCTIVE)
          .timeout(Duration.ofMinutes(2))
          .build((asked, invocation) -> Optional.of(new Restarted(asked.pods())));

  // endregion

  private ToolResult askForARestart(byte[] secret) {
    InstantSource clock = InstantSource.system();
    Roles directoryOfPeople = (caller, in) -> Optional.of(Role.RESPONDER);
    Scope scope = Scope.of(Tenant.DEFAULT).withEnv("prod");
    String arguments = "{\"service\":\"checkout\",\"pods\":3}";
    try (RunbookMemory arm = RunbookMemory.builder(new ExactMemoryStore()).build()) {
      // region guard
      AuditFolder folder = AuditFolder.open(directory);
      AuditLog log = AuditLog.open(folder, folder, SigningKey.of(secret), "checkout-daemon");
      GuardedToolbox box =
          GuardedToolbox.builder(log, directoryOfPeople, new PatternRedactor(), clock)
              .tools(arm.tools())
              .tools(List.of(restart))
              .build();
      ToolResult result =
          box.call(ToolRequest.builder(Caller.of("ana"), scope, "restart_pods", arguments).build());
      // endregion
      folder.close();
      return result;
    }
  }

  @Test
  void whatThePageShowsAsksForASecondPersonAndIsAudited() throws IOException {
    byte[] secret = "a secret of the daemon".getBytes(StandardCharsets.UTF_8);
    Path key = Files.write(directory.resolve("key"), secret);

    assertThat(askForARestart(secret)).isInstanceOf(ToolResult.ApprovalRequired.class);
    assertThat(verify(key).ok().out())
        .startsWith("checkout-daemon: 1 good entries")
        .contains("every entry is as it was written");

    Path chain = directory.resolve("checkout-daemon.audit.jsonl");
    Files.writeString(chain, Files.readString(chain).replace("ana", "eve"));
    Ran altered = verify(key, "--json");
    assertThat(altered.code()).isEqualTo(1);
    assertThat(altered.out()).contains("\"altered\"");
  }

  @Test
  void whatThePageShowsWritesItselfIntoTheOpenIncident() {
    Roles directoryOfPeople = (caller, in) -> Optional.of(Role.RESPONDER);
    Scope scope = Scope.of(Tenant.DEFAULT).withService("checkout");
    try (AuditFolder folder = AuditFolder.open(directory);
        RunbookMemory arm = RunbookMemory.builder(new ExactMemoryStore()).build()) {
      AuditLog log = AuditLog.open(folder, folder, SigningKey.random(), "checkout-daemon");
      Place place = new Place("checkout", null, null, null);
      IncidentJournal incidents = arm.journal().incidents();
      incidents.open(new Opened("Slow", "", place, null, null), Instant.EPOCH, "ana");
      incidents.open().forEach(one -> incidents.write(one.id(), NOTED, Instant.now(), "ana"));
      // region journal
      GuardedToolbox box = arm.journal().toolbox(log, directoryOfPeople).build();
      // endregion
      String tool = "memory_record_incident";
      box.call(ToolRequest.builder(Caller.of("bo"), scope, tool, "{\"text\":\"Slow.\"}").build());

      assertThat(incidents.open().getFirst().entries())
          .filteredOn(entry -> entry.event() instanceof Acted)
          .singleElement()
          .returns("bo", JournalEntry::by);
    }
  }

  private Ran verify(Path key, String... more) {
    Object[] line = new Object[5 + more.length];
    System.arraycopy(new Object[] {"audit", "verify", directory, "--key", key}, 0, line, 0, 5);
    System.arraycopy(more, 0, line, 5, more.length);
    return Ran.arm(line);
  }

  @Test
  void aKeyThatIsNoneAndAFolderThatIsNotThereAreToldAsSuch() throws IOException {
    Path empty = Files.createFile(directory.resolve("empty"));
    assertThat(verify(empty).code()).isEqualTo(3);
    assertThat(Ran.arm("audit", "verify", directory.resolve("gone"), "--key", empty).code())
        .isEqualTo(2);
    Files.writeString(empty, "0123456789abcdef0123456789abcdef", StandardOpenOption.APPEND);
    assertThat(verify(empty, "--writer", "night-daemon").out()).contains("there is no chain");
  }

  @Test
  void theToolsOverMemoryAreListedInEveryForm() {
    assertThat(Ran.arm("tools").ok().out()).contains("lookup_runbook  (read only, low cost, 30 s)");
    for (String form : List.of("openai", "anthropic", "mcp")) {
      assertThat(Ran.arm("tools", "--as", form).ok().out()).contains("\"name\":\"lookup_runbook\"");
    }
    assertThat(Ran.arm("tools", "--json").ok().out()).contains("\"effect\"");
  }

  @Test
  void thePageShowsTheCodeThatRan() throws IOException {
    String page = Files.readString(ROOT.resolve("docs").resolve("tools.md"));
    String here =
        Files.readString(
            Path.of("src", "test", "java", "io", "runbookmemory", "examples")
                .resolve("ToolExampleTest.java"));
    for (String region : List.of("tool", "guard", "journal")) {
      String shown = page.split("The region `" + region + "`", 2)[1].split("```", 3)[1];
      String ran = here.split("// region " + region + "\n", 2)[1].split("// endregion", 2)[0];
      assertThat(words(shown.substring("java".length()))).as(region).isEqualTo(words(ran));
    }
  }

  private static List<String> words(String code) {
    return code.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
