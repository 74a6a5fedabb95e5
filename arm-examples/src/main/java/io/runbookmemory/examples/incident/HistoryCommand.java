package io.runbookmemory.examples.incident;

import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.journal.IncidentHistory;
import io.runbookmemory.journal.IncidentJournal;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code arm incidents history}: what they amount to. */
@Command(
    name = "history",
    description = {
      "Add incidents up: how many, in which months, how long they took (MTTR), what was done.",
      "Such as: arm incidents history --service payments --since 365d"
    })
final class HistoryCommand extends OfJournal {

  @Mixin private QueryOptions query = new QueryOptions();

  @Override
  int call(IncidentJournal journal) {
    IncidentHistory history =
        IncidentHistory.of(journal.search(query.read(null, output)), ZoneId.systemDefault());
    new HistoryView(output).print(history);
    return history.count() == 0 ? ExitStatus.NEGATIVE : ExitStatus.OK;
  }
}
