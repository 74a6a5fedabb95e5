package io.runbookmemory.examples.incident;

import io.runbookmemory.examples.option.convert.IdConverter;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.journal.ActResult;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.Effect;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The subcommands of {@code arm incidents} that write one thing down. */
final class SayCommands {

  private SayCommands() {}

  /** What all of them share. */
  abstract static class Say extends OfJournal.OfIncident {

    @Mixin SaidOptions said = new SaidOptions();

    abstract JournalEvent event();

    @Override
    final int call(IncidentJournal journal, JournalIncident incident, ShortIds ids) {
      JournalEvent event;
      try {
        event = event();
      } catch (IllegalArgumentException e) {
        throw output.usage(String.valueOf(e.getMessage()));
      }
      JournalIncident now =
          journal.write(incident.id(), event, said.at(), said.by()).orElse(incident);
      return tell(now, new IncidentView(output, ids));
    }

    /** Tells how the incident is now, and returns the exit code. */
    int tell(JournalIncident now, IncidentView view) {
      view.said(now, said.at());
      return ExitStatus.OK;
    }
  }

  /** {@code arm incidents note}. */
  @Command(name = "note", description = "Write down what was said or seen.")
  static final class Note extends Say {

    @Parameters(index = "1", paramLabel = "TEXT", description = "In words.")
    private String text = "";

    @Option(names = "--source", paramLabel = "URL", description = "Where it was said.")
    private @Nullable String source;

    @Override
    JournalEvent event() {
      return new JournalEvent.Noted(text, source);
    }
  }

  /** {@code arm incidents act}. */
  @Command(name = "act", description = "Write down what was done or looked up, and what it did.")
  static final class Act extends Say {

    @Parameters(index = "1", paramLabel = "ACTION", description = "What was done.")
    private String action = "";

    @Option(
        names = "--effect",
        paramLabel = "EFFECT",
        description = "What it did to the harm: resolved, mitigated, no_effect or worsened.")
    private @Nullable Effect effect;

    @Option(
        names = "--result",
        paramLabel = "RESULT",
        defaultValue = "done",
        description = {
          "What came of it: done, no_data, failed, refused, waits, timed_out or skipped",
          "(default: ${DEFAULT-VALUE})."
        })
    private ActResult result = ActResult.DONE;

    @Option(names = "--detail", paramLabel = "TEXT", description = "What it gave.")
    private String detail = "";

    @Option(
        names = "--step-of",
        paramLabel = "ID",
        converter = IdConverter.class,
        description = "The memory whose step it was, such as a runbook's.")
    private @Nullable MemoryId memory;

    @Override
    JournalEvent event() {
      String of = memory == null ? null : memory.toString();
      return new JournalEvent.Acted(action, result, detail, effect, of);
    }
  }

  /** {@code arm incidents ack}. */
  @Command(name = "ack", description = "Take it on.")
  static final class Ack extends Say {

    @Override
    JournalEvent event() {
      return new JournalEvent.Acknowledged();
    }
  }

  /** {@code arm incidents mitigate}. */
  @Command(name = "mitigate", description = "Say that the harm stopped; the cause may remain.")
  static final class Mitigate extends Say {

    @Parameters(index = "1", arity = "0..1", paramLabel = "HOW", description = "By what.")
    private @Nullable String how;

    @Override
    JournalEvent event() {
      return new JournalEvent.Mitigated(how);
    }
  }

  /** {@code arm incidents cause}. */
  @Command(name = "cause", description = "Say why it happened.")
  static final class Cause extends Say {

    @Parameters(index = "1", paramLabel = "TEXT", description = "In words.")
    private String text = "";

    @Override
    JournalEvent event() {
      return new JournalEvent.CauseFound(text);
    }
  }

  /** {@code arm incidents reopen}. */
  @Command(name = "reopen", description = "Say that it was not over after all.")
  static final class Reopen extends Say {

    @Parameters(index = "1", paramLabel = "WHY", description = "Why it is taken up again.")
    private String why = "";

    @Override
    JournalEvent event() {
      return new JournalEvent.Reopened(why);
    }
  }

  /** {@code arm incidents todo}. */
  @Command(name = "todo", description = "Say what is to be done about it afterwards.")
  static final class Todo extends Say {

    @Parameters(index = "1", paramLabel = "TEXT", description = "What.")
    private String text = "";

    @Option(names = "--owner", paramLabel = "NAME", description = "Who (default: nobody yet).")
    private @Nullable String owner;

    @Override
    JournalEvent event() {
      return new JournalEvent.FollowUp(text, owner);
    }
  }
}
