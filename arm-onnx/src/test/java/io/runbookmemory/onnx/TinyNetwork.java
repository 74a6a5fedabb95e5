package io.runbookmemory.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A whole ONNX file of one node, {@code output = Cast(input)} to float, written field by field as
 * {@code onnx.proto} numbers them: for networks that open but are no embedding models.
 */
final class TinyNetwork {

  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private TinyNetwork() {}

  static byte[] of(String input, int rank) {
    byte[] to = message(text(1, "to"), number(3, FLOAT), number(20, 2));
    byte[] cast = message(text(1, input), text(2, "y"), text(4, "Cast"), bytes(5, to));
    byte[] graph =
        message(
            bytes(1, cast),
            text(2, "tiny"),
            bytes(11, value(input, INT64, rank)),
            bytes(12, value("y", FLOAT, rank)));
    return message(number(1, 8), bytes(7, graph), bytes(8, message(text(1, ""), number(2, 13))));
  }

  private static byte[] value(String name, int type, int rank) {
    byte[] shape = new byte[0];
    for (int i = 0; i < rank; i++) {
      shape = message(shape, bytes(1, number(1, 1)));
    }
    byte[] tensor = message(number(1, type), bytes(2, shape));
    return message(text(1, name), bytes(2, bytes(1, tensor)));
  }

  private static byte[] number(int field, int value) {
    // Sixteen fields and more need a second byte for their key.
    return field < 16
        ? new byte[] {(byte) (field << 3), (byte) value}
        : new byte[] {(byte) (field << 3 | 0x80), (byte) (field >> 4), (byte) value};
  }

  private static byte[] text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(int field, byte[] value) {
    if (value.length > 127) {
      throw new IllegalArgumentException("one byte of length, got " + value.length);
    }
    return message(new byte[] {(byte) (field << 3 | 2), (byte) value.length}, value);
  }

  private static byte[] message(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
