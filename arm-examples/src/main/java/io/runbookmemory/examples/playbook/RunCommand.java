package io.runbookmemory.examples.playbook;

import io.runbookmemory.connectors.policy.AutoApplyPolicyReader;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.incident.ActOptions;
import io.runbookmemory.examples.option.PlaceOptions;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.StoreOptions.OpenMemory;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.oncall.playbook.AutoApplyPolicy;
import io.runbookmemory.oncall.playbook.ConditionCheck;
import io.runbookmemory.oncall.playbook.Playbook;
import io.runbookmemory.oncall.playbook.PlaybookCatalog;
import io.runbookmemory.oncall.playbook.PlaybookConfidence;
import io.runbookmemory.oncall.playbook.PlaybookEnd;
import io.runbookmemory.oncall.playbook.PlaybookOrder;
import io.runbookmemory.oncall.playbook.PlaybookReport;
import io.runbookmemory.oncall.playbook.PlaybookRunner;
import io.runbookmemory.oncall.playbook.journal.KeptRun;
import io.runbookmemory.oncall.playbook.journal.LedgerJournal;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm playbooks run}. */
@Command(
    name = "run",
    description = {
      "See with --dry-run what a playbook would do, or run one that only looks, over --store.",
      "The tools are those that arm tools lists. You count as a responder, under the name of your",
      "account. No source of metrics is connected: conditions are unknown, and a run stops at one.",
      "Exit code 1 if it could not come to its end."
    })
final class RunCommand implements Callable<Integer> {

  private static final String WRITER = "arm-playbooks";

  @Parameters(index = "0", paramLabel = "NAME", description = "The playbook's name.")
  private String name = "";

  @Parameters(
      index = "1..*",
      paramLabel = "DIR|FILE",
      arity = "0..*",
      defaultValue = "playbooks",
      description = "YAML files, and folders of them (default: ${DEFAULT-VALUE}).")
  private List<Path> paths = List.of();

  @Option(names = "--dry-run", description = "Change nothing, show every call.")
  private boolean dryRun;

  @Mixin private PlaceOptions place = new PlaceOptions();

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "A label of the alert, for arguments with $${alert.NAME}.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long it has been going on, such as 20m, for the escalation.")
  private @Nullable Duration going;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "With --dry-run: say whether it would run by itself under that policy.")
  private @Nullable Path policy;

  @Option(
      names = "--resume",
      paramLabel = "ID",
      description = "Go on with a run that was cut short; nothing known to be done is repeated.")
  private @Nullable UUID resume;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private ActOptions acts = new ActOptions();
  @Mixin private AuditOptions audit = new AuditOptions();
  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() {
    PlaybookCatalog catalog = PlaybookTools.read(paths).catalog(PlaybookTools.contracts());
    check(catalog);
    try (OpenMemory open = store.openToReadWithModel();
        LedgerStore ledgers = store.openLedgers();
        AuditFolder folder = AuditFolder.open(audit.folder(store.url()))) {
      PlaybookRunner runner =
          new PlaybookRunner(
              catalog,
              acts.box(box(open.memory().tools(), folder), ledgers, store.tenant(), null),
              ConditionCheck.NONE,
              InstantSource.system(),
              PlaybookRunner.Pause.SLEEP);
      PlaybookReport report = dryRun ? runner.preview(order()) : kept(runner, ledgers);
      AutoApplyPolicy.Decision alone =
          policy == null ? null : unattended(policy, catalog, open.store().reader(store.tenant()));
      new PlaybookView(output).print(report, alone);
      return reached(report.end()) ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
  }

  private void check(PlaybookCatalog catalog) {
    ToolEffect effect = catalog.effect(name);
    if (!dryRun && effect != ToolEffect.READ_ONLY) {
      throw output.usage(
          name + " changes something, it is " + effect + ": say --dry-run to see what it would do");
    }
    if (dryRun && resume != null) {
      throw output.usage("--resume goes on with a run: leave out --dry-run");
    }
    if (!dryRun && policy != null) {
      throw output.usage("--policy is looked at in a dry run alone: say --dry-run");
    }
  }

  private static Caller caller() {
    return Caller.of(System.getProperty("user.name"));
  }

  private PlaybookOrder order() {
    Instant now = Instant.now();
    Scope scope = place.scope(store.tenant());
    return new PlaybookOrder(name, caller(), scope, going == null ? now : now.minus(going), labels);
  }

  private AutoApplyPolicy.Decision unattended(
      Path file, PlaybookCatalog catalog, MemoryReader reader) {
    Set<String> names =
        catalog.playbooks().stream().map(Playbook::name).collect(Collectors.toSet());
    return AutoApplyPolicyReader.read(file, Environments.DEFAULT, names)
        .decide(
            catalog,
            name,
            order().scope(),
            PlaybookConfidence.known(reader, name, catalog.fingerprint(name)));
  }

  /** Runs it, or goes on with it, and writes down how far it came. */
  private PlaybookReport kept(PlaybookRunner runner, LedgerStore ledgers) {
    Ledger ledger = ledgers.ledger(store.tenant());
    if (resume != null) {
      return resumed(runner, ledger, resume);
    }
    UUID id = UUID.randomUUID();
    output.complain("arm: run " + id + "; if it is cut short, --resume " + id + " goes on");
    return runner.keeping(journal(ledger, id)).run(order());
  }

  private PlaybookReport resumed(PlaybookRunner runner, Ledger ledger, UUID id) {
    KeptRun kept =
        LedgerJournal.read(ledger, id)
            .orElseThrow(() -> new InvalidInputException("--resume", "must name a run, got " + id));
    PlaybookRunner.Interrupted known = kept.known();
    if (!known.order().playbook().equals(name)) {
      throw new InvalidInputException(
          "--resume", "must name a run of " + name + ", got one of " + known.order().playbook());
    }
    Optional<PlaybookReport> ended = kept.report();
    if (ended.isPresent()) {
      output.complain("arm: run " + id + " came to its end: there is nothing to go on with");
      return ended.get();
    }
    PlaybookOrder begun = known.order();
    // Whoever goes on is who calls from now on, and the audit log says so.
    PlaybookOrder order =
        new PlaybookOrder(name, caller(), begun.scope(), begun.since(), begun.labels());
    return runner
        .keeping(journal(ledger, id))
        .goOn(
            new PlaybookRunner.Interrupted(
                order, known.fingerprint(), known.steps(), known.calling()));
  }

  private static LedgerJournal journal(Ledger ledger, UUID id) {
    return new LedgerJournal(ledger, id, new PatternRedactor(), InstantSource.system());
  }

  private GuardedToolbox.Builder box(List<Tool> tools, AuditFolder folder) {
    AuditLog log = AuditLog.open(folder, folder, audit.key(), WRITER);
    return GuardedToolbox.builder(
            log,
            (caller, scope) -> Optional.of(Role.RESPONDER),
            new PatternRedactor(),
            InstantSource.system())
        .tools(tools);
  }

  private static boolean reached(PlaybookEnd end) {
    return switch (end) {
      case PlaybookEnd.Previewed it -> true;
      case PlaybookEnd.Completed it -> true;
      case PlaybookEnd.NotDue it -> false;
      case PlaybookEnd.Busy it -> false;
      case PlaybookEnd.Stopped it -> false;
      case PlaybookEnd.WaitsForApproval it -> false;
    };
  }
}
