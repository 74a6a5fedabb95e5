package io.runbookmemory.examples.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.convert.IdConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.MergeView;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.learn.merge.Belief;
import io.runbookmemory.learn.merge.Contradiction;
import io.runbookmemory.learn.merge.Duplicate;
import io.runbookmemory.learn.merge.DuplicatePolicy;
import io.runbookmemory.learn.merge.Merged;
import io.runbookmemory.learn.merge.Merges;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The subcommands of {@code arm memory} that bring order into what is stored. */
final class MergeCommands {

  private MergeCommands() {}

  /** {@code arm memory duplicates}. */
  @Command(
      name = "duplicates",
      description = "Propose pairs of memories that may be one. Changes nothing.")
  static final class Duplicates extends MemoryCommands.Base {

    @Option(
        names = "--min-similarity",
        paramLabel = "S",
        description = "How alike vectors must be, from 0 to 1 (default: 0.9).")
    private double minSimilarity = DuplicatePolicy.DEFAULT.minSimilarity();

    @Option(
        names = "--min-words",
        paramLabel = "S",
        description = "The share of words in common, from 0 to 1 (default: 0.5).")
    private double minWords = DuplicatePolicy.DEFAULT.minWords();

    @Override
    int call(MemoryStore open) {
      DuplicatePolicy policy;
      try {
        policy = new DuplicatePolicy(minSimilarity, minWords);
      } catch (IllegalArgumentException e) {
        throw output.usage(String.valueOf(e.getMessage()));
      }
      try (RunbookMemory memory = RunbookMemory.builder(open).tenant(store.tenant()).build();
          Stream<Duplicate> found =
              memory.merges().duplicates(Filter.everything(), policy, Instant.now())) {
        return new MergeView(output).duplicates(found);
      }
    }
  }

  /** {@code arm memory contradictions}. */
  @Command(
      name = "contradictions",
      description = "Show pairs of memories that cannot both be right. Changes nothing.")
  static final class Contradictions extends MemoryCommands.Base {

    @Override
    int call(MemoryStore open) {
      try (RunbookMemory memory = RunbookMemory.builder(open).tenant(store.tenant()).build();
          Stream<Contradiction> found = memory.merges().contradictions(Filter.everything())) {
        return new MergeView(output).contradictions(found);
      }
    }
  }

  /** What writes by the model of the store. */
  abstract static class Writing implements Callable<Integer> {

    @Mixin StoreOptions store = new StoreOptions();
    @Mixin DataOutput output = new DataOutput();

    @Override
    public final Integer call() {
      try (var open = store.openWithModel()) {
        return new MergeView(output).merged(apply(open.memory().merges()));
      }
    }

    abstract Merged apply(Merges merges);
  }

  /** {@code arm memory merge}. */
  @Command(
      name = "merge",
      description = "Merge memories into the first one; the others stay as superseded.")
  static final class Merge extends Writing {

    @Parameters(
        index = "0",
        paramLabel = "SURVIVOR",
        converter = IdConverter.class,
        description = "The memory that stays.")
    private @Nullable MemoryId survivor;

    @Parameters(
        index = "1..*",
        arity = "1..*",
        paramLabel = "ID",
        converter = IdConverter.class,
        description = "What is merged into it.")
    private List<MemoryId> others = List.of();

    @Override
    Merged apply(Merges merges) {
      return merges.merge(Objects.requireNonNull(survivor), others);
    }
  }

  /** {@code arm memory undo}. */
  @Command(name = "undo", description = "Take the last merge into a memory back.")
  static final class Undo extends Writing {

    @Parameters(
        paramLabel = "ID",
        converter = IdConverter.class,
        description = "What others were merged into.")
    private @Nullable MemoryId id;

    @Override
    Merged apply(Merges merges) {
      return merges.undo(Objects.requireNonNull(id));
    }
  }

  /** {@code arm memory history}. */
  @Command(name = "history", description = "Print the revisions of a memory that are kept.")
  static final class History extends MemoryCommands.Base {

    @Parameters(paramLabel = "ID", converter = IdConverter.class, description = "Its identity.")
    private @Nullable MemoryId id;

    @Option(
        names = "--as-of",
        paramLabel = "TIME",
        description = "Print what was believed then, such as 2026-03-03T12:00:00Z.")
    private @Nullable Instant asOf;

    @Override
    int call(MemoryStore open) {
      MemoryId wanted = Objects.requireNonNull(id);
      MemoryReader reader = open.reader(store.tenant());
      if (asOf != null) {
        return new MergeView(output).belief(wanted, Belief.at(reader, wanted, asOf));
      }
      List<Memory> revisions = new ArrayList<>(reader.history(wanted));
      reader.get(wanted).map(StoredMemory::memory).ifPresent(revisions::add);
      if (revisions.isEmpty()) {
        return notFound(wanted);
      }
      if (output.json()) {
        ArrayNode array = Output.array();
        revisions.forEach(revision -> array.add(MergeView.json(revision)));
        output.print(array);
      } else {
        revisions.forEach(revision -> output.line(MergeView.line(revision)));
      }
      return ExitStatus.OK;
    }
  }
}
