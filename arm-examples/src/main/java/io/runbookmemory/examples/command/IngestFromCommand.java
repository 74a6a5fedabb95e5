package io.runbookmemory.examples.command;

import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.origin.Origin;
import io.runbookmemory.connectors.origin.OriginImport;
import io.runbookmemory.examples.ingest.Ingestion;
import io.runbookmemory.examples.ingest.IngestionView;
import io.runbookmemory.examples.ingest.OriginOptions;
import io.runbookmemory.examples.ingest.StoreCursors;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm ingest-from}: what other systems hold into memory. */
@Command(
    name = "ingest-from",
    description = {
      "Remember the pages of a Confluence space, the tickets of a Jira project or a ServiceNow, or"
          + " the alerts that an Alertmanager holds.",
      "The next run reads only what changed since, some minutes more: how far one has come is kept"
          + " with the store once all is stored."
    })
public final class IngestFromCommand implements Callable<Integer> {

  @Mixin private OriginOptions from = new OriginOptions();

  @Option(names = "--all", description = "Read everything, not only what changed.")
  private boolean all;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public IngestFromCommand() {}

  @Override
  public Integer call() {
    Instant now = Instant.now();
    Tenant tenant = store.tenant();
    Endpoint server = server();
    try (var open = store.openWithModel()) {
      MemoryReader known = open.memory().memories();
      Origin origin = from.origin(server, tenant, known, now);
      OriginImport imports = new OriginImport(StoreCursors.of(open.store(), store.url(), tenant));
      @Nullable Instant since = all ? null : imports.since(origin).orElse(null);
      Ingestion done = new Ingestion(open.memory(), output).of(origin, imports, since, now);
      output.complain(
          "arm: "
              + done.read()
              + " documents of "
              + origin.source()
              + " read"
              + (since == null ? "" : ", changed since " + since));
      long there = known.count(Filter.eq(Field.SOURCE, origin.source()));
      IngestionView.report(
          output, done, Math.max(done.unchanged(), there - done.added() - done.updated()));
      return done.refused().isEmpty() ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
  }

  private Endpoint server() {
    try {
      return from.endpoint();
    } catch (IllegalArgumentException e) {
      throw output.usage(String.valueOf(e.getMessage()));
    }
  }
}
