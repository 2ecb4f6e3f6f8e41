package io.ssl4j.cli.option;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest; "development" when run from classes. */
public final class Version implements IVersionProvider {

    /** The version as text. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"ssl4j " + text()};
    }
}
