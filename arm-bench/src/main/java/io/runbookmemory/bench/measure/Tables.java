package io.runbookmemory.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where every program hands its tables: printed, and recorded for the report where a system
 * property names a file. Each table is a line of JSON there, so that the processes which a program
 * starts may add theirs.
 */
public final class Tables {

  /** The system property that names the file; processes that a program starts are given it too. */
  public static final String PROPERTY = "arm.bench.tables";

  private Tables() {}

  /** Prints a table, and records it under a title that is the only one such of its program. */
  public static void print(String title, Table table) {
    System.out.println(table);
    String file = System.getProperty(PROPERTY);
    if (file == null) {
      return;
    }
    try {
      Files.writeString(
          Path.of(file),
          table.toJson().put("title", title) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("table " + title + " cannot be recorded in " + file, e);
    }
  }
}
