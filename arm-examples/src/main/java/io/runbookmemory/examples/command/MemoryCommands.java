package io.runbookmemory.examples.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.convert.IdConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.memory.json.UsageJson;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.StoreStats;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The subcommands of {@code arm memory}. */
final class MemoryCommands {

  private MemoryCommands() {}

  /** What all of them share. */
  abstract static class Base implements Callable<Integer> {

    @Mixin StoreOptions store = new StoreOptions();
    @Mixin DataOutput output = new DataOutput();

    @Override
    public final Integer call() {
      try (MemoryStore open = open()) {
        return call(open);
      }
    }

    MemoryStore open() {
      return store.openToRead();
    }

    abstract int call(MemoryStore open);

    int notFound(MemoryId id) {
      output.complain("arm: there is no memory " + id);
      return ExitStatus.NEGATIVE;
    }
  }

  /** {@code arm memory get}. */
  @Command(name = "get", description = "Print a memory, its usage and its earlier revisions.")
  static final class Get extends Base {

    @Parameters(paramLabel = "ID", converter = IdConverter.class, description = "Its identity.")
    private @Nullable MemoryId id;

    @Override
    int call(MemoryStore open) {
      MemoryId wanted = Objects.requireNonNull(id);
      MemoryReader reader = open.reader(store.tenant());
      Optional<StoredMemory> found = reader.get(wanted);
      if (found.isEmpty()) {
        return notFound(wanted);
      }
      Usage usage = Objects.requireNonNull(reader.usage(List.of(wanted)).get(wanted));
      ObjectNode node = Output.object();
      node.set("memory", Output.parse(MemoryJson.write(found.get().memory())));
      node.set("usage", Output.parse(UsageJson.write(usage)));
      node.put("passages", found.get().passages().size());
      ArrayNode history = node.putArray("history");
      for (Memory revision : reader.history(wanted)) {
        history.add(Output.parse(MemoryJson.write(revision)));
      }
      output.print(node);
      return ExitStatus.OK;
    }
  }

  /** {@code arm memory list}. */
  @Command(name = "list", description = "List memories by id.")
  static final class Listing extends Base {

    @Option(names = "--kind", paramLabel = "KIND", description = "Such as runbook or incident.")
    private @Nullable String kind;

    @Option(names = "--service", paramLabel = "NAME", description = "Of one service.")
    private @Nullable String service;

    @Option(names = "--tag", paramLabel = "TAG", description = "With one tag.")
    private @Nullable String tag;

    @Option(
        names = "--page-size",
        paramLabel = "N",
        defaultValue = "50",
        description = "The most to print (default: ${DEFAULT-VALUE}).")
    private int pageSize = 50;

    @Option(
        names = "--after",
        paramLabel = "ID",
        converter = IdConverter.class,
        description = "Go on after this one.")
    private @Nullable MemoryId after;

    @Override
    int call(MemoryStore open) {
      if (pageSize < 1) {
        throw output.usage("--page-size must be at least 1, got " + pageSize);
      }
      List<StoredMemory> page = open.reader(store.tenant()).scan(filter(), after, pageSize);
      if (output.json()) {
        ArrayNode array = Output.array();
        page.forEach(stored -> array.add(Output.parse(MemoryJson.write(stored.memory()))));
        output.print(array);
      } else {
        for (StoredMemory stored : page) {
          Memory memory = stored.memory();
          output.line(
              String.format(
                  Locale.ROOT,
                  "%s  %-10s %-14s %s",
                  memory.id(),
                  memory.content().kind(),
                  Objects.requireNonNullElse(memory.scope().service(), "-"),
                  memory.title()));
        }
        if (page.size() == pageSize) {
          output.complain("more: --after " + page.getLast().id());
        }
      }
      return page.isEmpty() ? ExitStatus.NEGATIVE : ExitStatus.OK;
    }

    private Filter filter() {
      List<Filter> parts = new ArrayList<>(List.of(Filter.everything()));
      if (kind != null) {
        parts.add(Filter.eq(Field.KIND, kind.toLowerCase(Locale.ROOT)));
      }
      if (service != null) {
        parts.add(Filter.eq(Field.SERVICE, service));
      }
      if (tag != null) {
        parts.add(new Filter.HasTag(tag));
      }
      return new Filter.And(parts);
    }
  }

  /** {@code arm memory delete}. */
  @Command(name = "delete", description = "Forget memories; their history and tombstones stay.")
  static final class Delete extends Base {

    @Parameters(
        arity = "1..*",
        paramLabel = "ID",
        converter = IdConverter.class,
        description = "Their identities.")
    private List<MemoryId> ids = List.of();

    @Override
    MemoryStore open() {
      return store.open();
    }

    @Override
    int call(MemoryStore open) {
      long deleted = open.writer(store.tenant()).delete(ids, Instant.now());
      if (output.json()) {
        output.print(Output.object().put("deleted", deleted));
      } else {
        output.line(String.format(Locale.ROOT, "%d deleted", deleted));
      }
      return deleted == 0 ? ExitStatus.NEGATIVE : ExitStatus.OK;
    }
  }

  /** {@code arm memory stats}. */
  @Command(name = "stats", description = "Count what is remembered.")
  static final class Stats extends Base {

    private static final List<String> KINDS =
        List.of(
            "runbook",
            "incident",
            "deployment",
            "resource",
            "pattern",
            "baseline",
            "report",
            "note",
            "interaction");

    @Override
    int call(MemoryStore open) {
      MemoryReader reader = open.reader(store.tenant());
      StoreStats stats = reader.stats();
      Map<String, Long> kinds = new TreeMap<>();
      for (String kind : KINDS) {
        long count = reader.count(Filter.eq(Field.KIND, kind));
        if (count > 0) {
          kinds.put(kind, count);
        }
      }
      long known = kinds.values().stream().mapToLong(Long::longValue).sum();
      if (known < stats.memories()) {
        kinds.put("other", stats.memories() - known);
      }
      String space = open.space().map(Object::toString).orElse("none");
      if (output.json()) {
        ObjectNode node = Output.object().put("memories", stats.memories());
        node.put("passages", stats.passages()).put("revisions", stats.revisions());
        node.put("tombstones", stats.tombstones()).put("position", stats.position());
        node.put("embeddingSpace", space);
        ObjectNode byKind = node.putObject("kinds");
        kinds.forEach(byKind::put);
        output.print(node);
      } else {
        output.line(
            String.format(
                Locale.ROOT, "%d memories, %d passages", stats.memories(), stats.passages()));
        kinds.forEach(
            (kind, count) -> output.line(String.format(Locale.ROOT, "  %-12s %d", kind, count)));
        output.line(
            String.format(
                Locale.ROOT, "%d revisions, %d tombstones", stats.revisions(), stats.tombstones()));
        output.line("embedded by " + space);
      }
      return ExitStatus.OK;
    }
  }
}
