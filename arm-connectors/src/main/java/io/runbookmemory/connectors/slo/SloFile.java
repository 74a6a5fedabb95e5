package io.runbookmemory.connectors.slo;

import io.runbookmemory.slo.Slo;
import java.util.List;

/**
 * What was read of a file of objectives.
 *
 * @param format what wrote it
 * @param slos in the file's order; may be empty
 * @param notes what stands in the file and was not read, a sentence each with file, line and field
 */
public record SloFile(Format format, List<Slo> slos, List<String> notes) {

  /** The formats that are read. */
  public enum Format {
    /** OpenSLO v1. */
    OPENSLO,
    /** Sloth's {@code prometheus/v1}, as a file or as a resource of Kubernetes. */
    SLOTH,
    /** Pyrra's {@code ServiceLevelObjective}. */
    PYRRA,
    /** The JSON of a dashboard of Grafana. */
    GRAFANA
  }

  /** Copies the lists. */
  public SloFile {
    slos = List.copyOf(slos);
    notes = List.copyOf(notes);
  }
}
