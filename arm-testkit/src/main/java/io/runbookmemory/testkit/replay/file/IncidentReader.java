package io.runbookmemory.testkit.replay.file;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.replay.incident.IncidentFile;
import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.replay.incident.ReplayIncident;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads one incident with the series that it refers to. */
final class IncidentReader {

  private IncidentReader() {}

  static FoundIncident read(Path file) {
    String name = name(file);
    String json;
    try {
      json = Files.readString(file);
    } catch (IOException e) {
      throw new UnavailableException(name, "cannot be read: " + name, e);
    }
    FoundIncident found = new FoundIncident(name, json, IncidentFile.check(name, json));
    return found.checked().read().map(one -> withSeries(found, one, file)).orElse(found);
  }

  private static FoundIncident withSeries(FoundIncident found, ReplayIncident incident, Path file) {
    List<RecordedSli> slis = new ArrayList<>();
    for (RecordedSli sli : incident.slis()) {
      try {
        slis.add(
            sli.file() == null
                ? sli
                : SeriesCsv.read(sli, file.resolveSibling(sli.file()), incident));
      } catch (InvalidInputException e) {
        String path = "/slis/" + slis.size() + "/file";
        return found.broken(path, Objects.toString(e.getMessage()));
      }
    }
    return found.holding(incident.withSlis(slis));
  }

  private static String name(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path whole = file.toAbsolutePath();
    boolean under = whole.getFileSystem() == FileSystems.getDefault() && whole.startsWith(here);
    return (under ? here.relativize(whole) : whole).toString();
  }
}
