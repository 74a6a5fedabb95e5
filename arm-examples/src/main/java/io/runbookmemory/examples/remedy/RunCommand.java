package io.runbookmemory.examples.remedy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.incident.ActOptions;
import io.runbookmemory.examples.option.EnvOption;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.StoreOptions.OpenMemory;
import io.runbookmemory.examples.playbook.AuditOptions;
import io.runbookmemory.examples.remedy.action.Lessons;
import io.runbookmemory.examples.remedy.action.RemedyRoom;
import io.runbookmemory.examples.remedy.cluster.Cluster;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.ToolRequest;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.approval.Approvals;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.store.audit.LedgerTokenUses;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolAnswer;
import io.runbookmemory.tool.ToolResult;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm remedy run}. */
@Command(
    name = "run",
    description = {
      "Carry out a remedy, or see with --dry-run what it would do. You count as a responder, under",
      "the name of your account. What destroys waits for arm remedy approve of another person.",
      "The outcome is told to the memory of --store. Exit code 1 if it did not come to its end."
    })
final class RunCommand implements Callable<Integer> {

  static final String WRITER = "arm-remedy";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameters(index = "0", paramLabel = "NAME", description = "One that arm remedy list lists.")
  private String name = "";

  @Option(
      names = "--target",
      paramLabel = "FIELD=VALUE",
      description = "What it is about, such as namespace=checkout; once for each field.")
  private Map<String, String> fields = Map.of();

  @Option(names = "--dry-run", description = "Change nothing, show what would be done.")
  private boolean dryRun;

  @Option(
      names = "--approval",
      paramLabel = "TOKEN",
      description = "What arm remedy approve printed.")
  private @Nullable String approval;

  @Mixin private EnvOption env = new EnvOption();

  @Mixin private ClusterOptions clusters = new ClusterOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private ActOptions acts = new ActOptions();
  @Mixin private AuditOptions audit = new AuditOptions();
  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() {
    try (Cluster cluster = clusters.open();
        OpenMemory memory = store.openWithModel();
        LedgerStore ledgers = store.openLedgers();
        AuditFolder folder = AuditFolder.open(audit.folder(store.url()))) {
      Lessons lessons = Lessons.of(memory.memory(), store.tenant());
      RemedyRoom room = RemedyTools.room(ledgers, store.tenant(), lessons);
      List<Tool> tools =
          RemedyTools.of(cluster, RemedyTools.later(ledgers, store.tenant(), room), room);
      ToolRequest.Builder request =
          ToolRequest.builder(
              Caller.of(System.getProperty("user.name")),
              scope(store, env.env()),
              name,
              arguments(tools));
      if (dryRun) {
        request.dryRun();
      }
      if (approval != null) {
        request.approval(approval);
      }
      ToolResult result =
          acts.box(box(folder, ledgers).tools(tools), ledgers, store.tenant(), null)
              .call(request.build());
      print(result);
      return result instanceof ToolResult.Succeeded ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
  }

  private GuardedToolbox.Builder box(AuditFolder folder, LedgerStore ledgers) {
    return toolbox(folder, audit.key(), ledgers.ledger(store.tenant()), Role.RESPONDER);
  }

  static Scope scope(StoreOptions store, @Nullable String env) {
    return Scope.of(store.tenant()).withEnv(env);
  }

  static GuardedToolbox.Builder toolbox(
      AuditFolder folder, SigningKey key, Ledger uses, Role role) {
    InstantSource clock = InstantSource.system();
    return GuardedToolbox.builder(
            AuditLog.open(folder, folder, key, WRITER),
            (caller, scope) -> Optional.of(role),
            new PatternRedactor(),
            clock)
        .approvals(new Approvals(key, new LedgerTokenUses(uses), clock));
  }

  private void print(ToolResult result) {
    if (output.json()) {
      ObjectNode node = Output.object().put("result", result.getClass().getSimpleName());
      if (result instanceof ToolResult.ApprovalRequired asked) {
        node.put("request", asked.requestId());
      }
      output.print(node.put("answer", ToolAnswer.of(result)));
      return;
    }
    output.line(ToolAnswer.of(result));
    if (result instanceof ToolResult.ApprovalRequired asked) {
      output.line("arm remedy approve " + asked.requestId());
    }
  }

  /** Numbers and flags are written as the tool's schema has them. */
  private String arguments(List<Tool> tools) {
    Tool tool =
        tools.stream()
            .filter(one -> one.contract().name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "NAME", "must be one that arm remedy list lists, got " + name));
    try {
      JsonNode schema = JSON.readTree(tool.contract().inputSchema().text()).path("properties");
      ObjectNode arguments = Output.object();
      for (Map.Entry<String, String> field : fields.entrySet()) {
        boolean text = schema.path(field.getKey()).path("type").toString().contains("string");
        arguments.set(
            field.getKey(),
            text ? arguments.textNode(field.getValue()) : JSON.readTree(field.getValue()));
      }
      return JSON.writeValueAsString(arguments);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          "--target",
          "must be FIELD=VALUE with the value that the field takes: " + e.getOriginalMessage());
    }
  }
}
