package io.runbookmemory.examples.option.convert;

import io.runbookmemory.connectors.resource.ResourceFormat;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a format of resource facts. */
public final class FormatConverter implements ITypeConverter<ResourceFormat> {

  @Override
  public ResourceFormat convert(String word) {
    return ResourceFormat.of(word)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "must be one of "
                        + Arrays.stream(ResourceFormat.values())
                            .map(ResourceFormat::word)
                            .collect(Collectors.joining(", "))
                        + ", got \""
                        + word
                        + "\""));
  }
}
