package io.runbookmemory.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A protobuf message that is put together of fields; large ones are copied once, at the end. Not
 * thread-safe.
 */
final class WireWriter {

  private final List<ByteBuffer> parts = new ArrayList<>();
  private int size;

  WireWriter number(int field, long value) {
    return key(field, 0).varint(value);
  }

  WireWriter decimal(int field, float value) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return key(field, 5).add(bytes.putFloat(value).flip());
  }

  WireWriter text(int field, String value) {
    return bytes(field, ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
  }

  WireWriter bytes(int field, ByteBuffer value) {
    return key(field, 2).varint(value.remaining()).add(value);
  }

  WireWriter message(int field, WireWriter value) {
    key(field, 2).varint(value.size);
    value.parts.forEach(this::add);
    return this;
  }

  /** Adds bytes that are fields already. */
  WireWriter add(ByteBuffer fields) {
    parts.add(fields);
    size += fields.remaining();
    return this;
  }

  byte[] toBytes() {
    ByteBuffer all = ByteBuffer.allocate(size);
    parts.forEach(part -> all.put(part.duplicate()));
    return all.array();
  }

  private WireWriter key(int field, int type) {
    return varint(((long) field << 3) | type);
  }

  private WireWriter varint(long value) {
    ByteBuffer bytes = ByteBuffer.allocate(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.put((byte) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    return add(bytes.put((byte) rest).flip());
  }
}
