package io.runbookmemory.examples.option.convert;

import io.runbookmemory.memory.Tenant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a tenant's name. */
public final class TenantConverter implements ITypeConverter<Tenant> {

  @Override
  public Tenant convert(String name) {
    try {
      return new Tenant(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
