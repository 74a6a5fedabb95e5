package io.runbookmemory.examples.command;

import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.jdbc.PostgresMemoryStore;
import io.runbookmemory.jdbc.PostgresOptions;
import io.runbookmemory.jdbc.PostgresOptions.VectorExtension;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm store schema}. */
@Command(
    name = "schema",
    description = {
      "Print the SQL that makes a PostgreSQL store, for a DBA to read and apply with psql.",
      "No server is asked."
    })
final class SchemaCommand implements Callable<Integer> {

  @Mixin private DataOutput output = new DataOutput();

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      description = "The schema, ${DEFAULT-VALUE} by default.")
  private String schema = PostgresOptions.builder().build().schema();

  @Option(
      names = "--from",
      paramLabel = "FORMAT",
      description = "The format that the schema has already, as its refusal says; 0 for none.")
  private int format;

  @Option(names = "--no-vector", description = "For a server without pgvector.")
  private boolean withoutVector;

  @Override
  public Integer call() {
    String sql = sql();
    if (output.json()) {
      output.print(DataOutput.object().put("sql", sql));
    } else {
      output.line(sql.stripTrailing());
    }
    return ExitStatus.OK;
  }

  private String sql() {
    try {
      PostgresOptions options =
          PostgresOptions.builder()
              .schema(schema)
              .vectorExtension(
                  withoutVector ? VectorExtension.UNUSED : VectorExtension.IF_AVAILABLE)
              .build();
      return PostgresMemoryStore.schemaSql(options, format);
    } catch (IllegalArgumentException e) {
      throw output.usage(String.valueOf(e.getMessage()));
    }
  }
}
