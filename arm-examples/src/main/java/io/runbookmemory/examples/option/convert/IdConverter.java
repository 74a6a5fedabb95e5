package io.runbookmemory.examples.option.convert;

import io.runbookmemory.memory.MemoryId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a memory's identity. */
public final class IdConverter implements ITypeConverter<MemoryId> {

  @Override
  public MemoryId convert(String id) {
    try {
      return MemoryId.parse(id);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
