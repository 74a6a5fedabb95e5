package io.runbookmemory;

import io.runbookmemory.learn.Learner;
import io.runbookmemory.learn.upkeep.RecallCounts;
import io.runbookmemory.oncall.tool.MemoryTools;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.tool.Tool;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rooms that need a ledger.
 *
 * @param journal what happens, as it happens
 * @param analysis what follows from it
 */
record Rooms(Journal journal, Analysis analysis) {

  static Rooms of(
      RunbookMemory memory,
      RunbookMemoryBuilder builder,
      RememberPipeline remember,
      Learner learner,
      LedgerStore ledgers) {
    Journal journal = new Journal(memory, builder, learner, ledgers.ledger(builder.tenant));
    return new Rooms(
        journal,
        new Analysis(new Analysis.Surroundings(memory, journal, remember, ledgers), builder));
  }

  static List<Tool> tools(MemoryTools tools, @Nullable Rooms rooms) {
    return rooms == null
        ? tools.all()
        : Stream.concat(tools.all().stream(), Stream.of(PredictionTool.tool(rooms.analysis)))
            .toList();
  }

  static void close(@Nullable RecallCounts counts, @Nullable Rooms rooms) {
    if (counts != null) {
      counts.close();
    }
    if (rooms != null) {
      rooms.analysis.close();
    }
  }

  static Rooms required(@Nullable Rooms rooms) {
    if (rooms == null) {
      throw new IllegalStateException(
          "a journal is kept in a ledger, and this store keeps none: name one with ledger(…),"
              + " such as a SqliteMemoryStore");
    }
    return rooms;
  }
}
