package io.runbookmemory.examples.command.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.daemon.config.ConfigFile;
import io.runbookmemory.examples.daemon.config.DaemonConfig;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.learn.analysis.AnalysisPolicy;
import io.runbookmemory.learn.analysis.Upcoming;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When what is due. */
public final class ScheduleOptions {

  @Option(
      names = "--schedule",
      description = "Tell when each activity last ran and is due, and run none.")
  private boolean asked;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The daemon's arm.yaml, whose schedules are told (the usual ones).")
  private @Nullable Path file;

  /** Creates the options; picocli calls it. */
  public ScheduleOptions() {}

  boolean asked() {
    return asked;
  }

  /** Returns a policy with the schedules of the file. */
  AnalysisPolicy policy(AnalysisPolicy policy) {
    return file == null
        ? policy
        : policy.withSchedules(
            ConfigFile.read(file, System.getenv(), DaemonConfig.DEFAULT).analysis().schedules());
  }

  int print(List<Upcoming> all, ZoneId zone, DataOutput output) {
    if (output.json()) {
      ArrayNode array = Output.array();
      for (Upcoming one : all) {
        ObjectNode node = array.addObject().put("activity", one.activity().name());
        Instant last = one.last();
        if (last != null) {
          node.put("last", last.toString());
        }
        node.put("next", one.next().toString());
      }
      output.print(array);
    } else {
      for (Upcoming one : all) {
        Instant last = one.last();
        output.line(
            String.format(
                Locale.ROOT,
                "%-15s last %-25s next %s",
                one.activity().name().toLowerCase(Locale.ROOT),
                last == null ? "never" : time(last, zone),
                time(one.next(), zone)));
      }
    }
    return all.isEmpty() ? ExitStatus.NEGATIVE : ExitStatus.OK;
  }

  private static String time(Instant at, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        at.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
  }
}
