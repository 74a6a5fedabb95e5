package io.runbookmemory.examples.demo;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.examples.ingest.Ingestion;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The sample team that is bundled: its runbooks, incidents, SLO, series and alert.
 *
 * @param folder where they were unpacked
 */
public record SampleTeam(Path folder) {

  public static SampleTeam unpack(Path folder) throws IOException {
    BundledFolder.copy("team/alert.json", folder);
    return new SampleTeam(folder);
  }

  public Path alert() {
    return folder.resolve("alert.json");
  }

  public Path slo() {
    return folder.resolve("checkout-availability.yaml");
  }

  public Path series() {
    return folder.resolve("checkout-availability.csv");
  }

  /** Remembers runbooks and incidents; returns how many were refused, having said which. */
  public int remember(RunbookMemory memory, Instant at, Output output) {
    MemoryJson.Defaults defaults =
        new MemoryJson.Defaults(Tenant.DEFAULT, "harbor-runbooks", at, Environments.DEFAULT);
    return new Ingestion(memory, output)
        .of("remember", folder.resolve("runbooks"), defaults)
        .of("remember", folder.resolve("incidents.jsonl"), defaults)
        .refused()
        .size();
  }
}
