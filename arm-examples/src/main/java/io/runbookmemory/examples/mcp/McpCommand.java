package io.runbookmemory.examples.mcp;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.incident.ActOptions;
import io.runbookmemory.examples.option.PrometheusUrl;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.StoreOptions.OpenMemory;
import io.runbookmemory.examples.playbook.AuditOptions;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.guard.AgentTools;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.approval.Approvals;
import io.runbookmemory.guard.approval.ProcessTokenUses;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.tool.Tool;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm mcp}: the door for clients of the Model Context Protocol. */
@Command(
    name = "mcp",
    description = {
      "Serve memory to a client of the Model Context Protocol, over standard input and output: the",
      "tools over memory, through the guard, runbooks as resources, and the prompt oncall.",
      "The client starts it, and it ends with the client. See docs/tools.md."
    })
public final class McpCommand implements Callable<Integer> {

  private static final Duration RENEWAL = Duration.ofSeconds(15);

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "VIEWER",
      description = {
        "What the client may do: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, who looks;",
        "a RESPONDER may record incidents too, and has the store open for writing)."
      })
  private Role role = Role.VIEWER;

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      description =
          "Tools that ask this server, too; with the token in ARM_PROMETHEUS_TOKEN, if set.")
  private @Nullable URI prometheus;

  @Mixin private ActOptions acts = new ActOptions();
  @Mixin private AuditOptions audit = new AuditOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private Output output = new Output();

  /** Creates the command; picocli calls it. */
  public McpCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    PrintStream client = System.out;
    // Standard output is the protocol's: what any library prints must not get between.
    System.setOut(System.err);
    try (OpenMemory open =
            role == Role.VIEWER ? store.openToReadWithModel() : store.openWithModel();
        LedgerStore ledgers = ledgers();
        RunbookMemory memory = ledgers == null ? open.memory() : open.keptIn(ledgers);
        AuditFolder folder = AuditFolder.open(audit.folder(store.url()))) {
      serve(door(memory, ledgers, folder), client);
      return ExitStatus.OK;
    } finally {
      System.setOut(client);
    }
  }

  /** Opens where acts are written and predictions read; null where that cannot be. */
  private @Nullable LedgerStore ledgers() {
    try {
      return store.openLedgers();
    } catch (ArmException e) {
      output.complain(
          "arm: what the tools give is written into no incident, and nothing that is foretold is"
              + " known: "
              + e.getMessage());
      return null;
    }
  }

  private McpDoor door(RunbookMemory memory, @Nullable LedgerStore ledgers, AuditFolder folder) {
    List<Tool> tools = new ArrayList<>(memory.tools());
    if (prometheus != null) {
      tools.addAll(PrometheusUrl.client(prometheus).tools());
    }
    GuardedToolbox.Builder builder = box(folder).tools(tools);
    GuardedToolbox box =
        ledgers == null ? builder.build() : acts.box(builder, ledgers, store.tenant(), null);
    AgentTools agent =
        new AgentTools(box, Caller.of(System.getProperty("user.name")), Scope.of(store.tenant()));
    return new McpDoor(
        agent, tools.stream().map(Tool::contract).toList(), memory, InstantSource.system());
  }

  private GuardedToolbox.Builder box(AuditFolder folder) {
    SigningKey key = audit.key();
    InstantSource clock = InstantSource.system();
    // A chain has one writer, and a client may be started twice.
    String writer = "arm-mcp-" + ProcessHandle.current().pid();
    return GuardedToolbox.builder(
            AuditLog.open(folder, folder, key, writer),
            (caller, scope) -> Optional.of(role),
            new PatternRedactor(),
            clock)
        .approvals(new Approvals(key, new ProcessTokenUses(clock), clock));
  }

  private void serve(McpDoor door, PrintStream client) throws InterruptedException {
    ClientInput input = new ClientInput(System.in, client, door.mapper());
    McpSyncServer server =
        door.open(McpServer.sync(new StdioServerTransportProvider(door.mapper(), input, client)));
    output.complain("arm: serving " + store.tenant() + " as " + role + " until the client goes");
    try {
      while (!input.isGone(RENEWAL)) {
        renew(door, server);
      }
    } finally {
      server.close();
    }
  }

  /** A store that is away for a while leaves the list as it was. */
  private void renew(McpDoor door, McpSyncServer server) {
    try {
      door.renew(server);
    } catch (ArmException e) {
      output.complain("arm: the list of runbooks is not renewed: " + e.getMessage());
    }
  }
}
