package io.forerun.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Host and port as people write them. */
record Address(String host, int port) {
    static final String DEFAULT = "127.0.0.1:7470";

    /** Reads {@code host:port}. */
    static final class Converter implements ITypeConverter<Address> {
        @Override
        public Address convert(final String text) {
            final int colon = text.lastIndexOf(':');
            if (colon <= 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
                throw new TypeConversionException("value=" + text + ", allowed=host:port");
            }
            final int port = Integer.parseInt(text.substring(colon + 1));
            if (port < 1 || port > 65_535) {
                throw new TypeConversionException("port=" + port + ", allowed=1 to 65535");
            }
            return new Address(text.substring(0, colon), port);
        }
    }
}
