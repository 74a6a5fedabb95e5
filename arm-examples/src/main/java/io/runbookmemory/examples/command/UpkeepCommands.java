package io.runbookmemory.examples.command;

import io.runbookmemory.connectors.policy.MemoryPolicy;
import io.runbookmemory.examples.option.PolicyOption;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.StoreOptions.OpenMemory;
import io.runbookmemory.examples.option.convert.IdConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.examples.view.Progress;
import io.runbookmemory.examples.view.UpkeepView;
import io.runbookmemory.learn.upkeep.Curation;
import io.runbookmemory.learn.upkeep.Freshness;
import io.runbookmemory.learn.upkeep.OwnerNotice;
import io.runbookmemory.learn.upkeep.PruneReport;
import io.runbookmemory.learn.upkeep.Pruner;
import io.runbookmemory.learn.upkeep.audit.Auditor;
import io.runbookmemory.learn.upkeep.audit.MemoryAudit;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.store.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The subcommands of {@code arm memory} that keep it fit. */
final class UpkeepCommands {

  private UpkeepCommands() {}

  /** {@code arm memory audit}. */
  @Command(
      name = "audit",
      description = "Look all memories over: what is there, what an owner should look at.")
  static final class Audit extends MemoryCommands.Base {

    @Mixin private PolicyOption policy = new PolicyOption();

    @Override
    int call(MemoryStore open) {
      MemoryPolicy by = policy.read();
      Auditor auditor = new Auditor(open, store.tenant(), by.salience(), by.audit());
      try (Progress progress = output.progress("audit", memories(open))) {
        MemoryAudit audit = auditor.audit(Instant.now(), progress::at);
        new UpkeepView(output).print(audit);
        return audit.memories() == 0 ? ExitStatus.NEGATIVE : ExitStatus.OK;
      }
    }

    private long memories(MemoryStore open) {
      return open.reader(store.tenant()).stats().memories();
    }
  }

  /** {@code arm memory prune}. */
  @Command(
      name = "prune",
      description = {
        "Let go of what outlived its term. It leaves tombstones, and arm memory revive brings any"
            + " of it back.",
        "Pinned memories, open incidents and the last working fix of a problem always stay."
      })
  static final class Prune extends MemoryCommands.Base {

    @Mixin private PolicyOption policy = new PolicyOption();

    @Option(names = "--dry-run", description = "Delete nothing, tell what would be.")
    private boolean dryRun;

    @Override
    MemoryStore open() {
      return dryRun ? store.openToRead() : store.open();
    }

    @Override
    int call(MemoryStore open) {
      MemoryPolicy by = policy.read();
      Pruner pruner = new Pruner(open, store.tenant(), by.salience());
      long memories = open.reader(store.tenant()).stats().memories();
      try (Progress progress = output.progress("prune", memories)) {
        PruneReport report = pruner.prune(by.retention(), Instant.now(), dryRun, progress::at);
        new UpkeepView(output).print(report);
        return report.pruned() == 0 ? ExitStatus.NEGATIVE : ExitStatus.OK;
      }
    }
  }

  /** {@code arm memory stale}. */
  @Command(
      name = "stale",
      description = "List by owner what waits to be verified: old runbooks, suspect memories.")
  static final class Stale extends MemoryCommands.Base {

    @Mixin private PolicyOption policy = new PolicyOption();

    @Override
    int call(MemoryStore open) {
      Freshness freshness = new Freshness(open, store.tenant(), policy.read().audit().sla());
      List<OwnerNotice> notices = freshness.notices(Instant.now());
      new UpkeepView(output).print(notices);
      return notices.isEmpty() ? ExitStatus.NEGATIVE : ExitStatus.OK;
    }
  }

  /** What one word of an owner has in common with another. */
  abstract static class Word extends MemoryCommands.Base {

    private final String done;

    @Parameters(
        arity = "1..*",
        paramLabel = "ID",
        converter = IdConverter.class,
        description = "Their identities.")
    private List<MemoryId> ids = List.of();

    Word(String done) {
      this.done = done;
    }

    abstract boolean say(Curation curation, MemoryId id, Instant at);

    @Override
    final MemoryStore open() {
      return store.open();
    }

    @Override
    final int call(MemoryStore open) {
      Curation curation = new Curation(open, store.tenant());
      Instant now = Instant.now();
      int count = 0;
      for (MemoryId id : ids) {
        if (say(curation, id, now)) {
          count++;
        } else {
          output.complain("arm: there is no memory " + id);
        }
      }
      if (output.json()) {
        output.print(Output.object().put(done, count));
      } else {
        output.line(count + " " + done);
      }
      return count == ids.size() ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
  }

  /** {@code arm memory verify}. */
  @Command(
      name = "verify",
      description = "Say that memories are right as of now; what was suspect is so no longer.")
  static final class Verify extends Word {

    Verify() {
      super("verified");
    }

    @Override
    boolean say(Curation curation, MemoryId id, Instant at) {
      return curation.verify(id, at);
    }
  }

  /** {@code arm memory pin}. */
  @Command(
      name = "pin",
      description = "Keep memories as they are: they neither fade nor are pruned. A legal hold.")
  static final class Pin extends Word {

    Pin() {
      super("pinned");
    }

    @Override
    boolean say(Curation curation, MemoryId id, Instant at) {
      return curation.pin(id, true, at);
    }
  }

  /** {@code arm memory unpin}. */
  @Command(name = "unpin", description = "Let memories fade and be pruned as others are.")
  static final class Unpin extends Word {

    Unpin() {
      super("unpinned");
    }

    @Override
    boolean say(Curation curation, MemoryId id, Instant at) {
      return curation.pin(id, false, at);
    }
  }

  /** {@code arm memory revive}. */
  @Command(
      name = "revive",
      description = "Bring back what was forgotten or pruned, as it was last.")
  static final class Revive implements Callable<Integer> {

    @Mixin private StoreOptions store = new StoreOptions();
    @Mixin private DataOutput output = new DataOutput();

    @Parameters(paramLabel = "ID", converter = IdConverter.class, description = "Its identity.")
    private @Nullable MemoryId id;

    @Override
    public Integer call() {
      MemoryId wanted = Objects.requireNonNull(id);
      try (OpenMemory open = store.openWithModel()) {
        Optional<Remembered> revived = open.memory().revive(wanted);
        if (revived.isEmpty()) {
          output.complain("arm: nothing that was forgotten here has the identity " + wanted);
          return ExitStatus.NEGATIVE;
        }
        boolean back = revived.get() instanceof Remembered.Added;
        if (output.json()) {
          output.print(Output.object().put("id", wanted.toString()).put("revived", back));
        } else {
          output.line((back ? "revived " : "was there already: ") + wanted);
        }
        return ExitStatus.OK;
      }
    }
  }
}
