package io.runbookmemory.bench.report.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What was measured: ARM and its peers, as the class path has them.
 *
 * @param digest of ARM's own classes: another digest, other figures
 * @param versions of ARM and each peer, from the names of their jars
 */
public record Build(String digest, Map<String, String> versions) {

  private static final Map<String, String> PEERS =
      Map.of(
          "ARM", "io.runbookmemory.RunbookMemory",
          "hnswlib-core", "com.github.jelmerk.hnswlib.core.hnsw.HnswIndex",
          "JVector", "io.github.jbellis.jvector.graph.GraphIndexBuilder",
          "LangChain4j", "dev.langchain4j.data.document.DocumentSplitter",
          "LangChain4j's embeddings",
              "dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel",
          "LangChain4j's pgvector",
              "dev.langchain4j.store.embedding.pgvector.PgVectorEmbeddingStore",
          "Lucene", "org.apache.lucene.index.IndexWriter",
          "ONNX Runtime", "ai.onnxruntime.OrtEnvironment",
          "Spring AI", "org.springframework.ai.vectorstore.pgvector.PgVectorStore",
          "SQLite's driver", "org.sqlite.JDBC");

  private static final List<String> OWN =
      List.of(
          "io.runbookmemory.RunbookMemory",
          "io.runbookmemory.bench.Bench",
          "io.runbookmemory.connectors.evaluation.BeirSet",
          "io.runbookmemory.jdbc.SqliteMemoryStore",
          "io.runbookmemory.lucene.LuceneMemoryStore",
          "io.runbookmemory.onnx.OnnxEmbeddingModel");

  private static final Pattern VERSION = Pattern.compile("-(\\d\\S*)\\.jar$");

  public static Build here() {
    Map<String, String> versions = new TreeMap<>();
    PEERS.forEach((name, type) -> versions.put(name, version(place(type))));
    MessageDigest digest = sha256();
    for (String type : OWN) {
      add(place(type), digest);
    }
    return new Build(HexFormat.of().formatHex(digest.digest()).substring(0, 12), versions);
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** Returns the jar, or the folder, that a class comes from. */
  private static Path place(String type) {
    try {
      ClassLoader loader = Build.class.getClassLoader();
      CodeSource source = Class.forName(type, false, loader).getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException(type + " is not on the class path", e);
    }
  }

  private static String version(Path jar) {
    Matcher matcher = VERSION.matcher(jar.toString());
    return matcher.find() ? matcher.group(1) : "not from a jar";
  }

  private static void add(Path place, MessageDigest digest) {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        digest.update(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
