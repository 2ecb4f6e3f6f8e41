package io.ssl4j.examples.programs;

/** The arguments of a program. */
final class Arguments {

    private Arguments() {}

    /** Prints the usage and ends the process if arguments are missing. */
    static void require(String[] args, String program, String... names) {
        if (args.length < names.length) {
            String command = "java -cp examples/target/ssl4j.jar io.ssl4j.examples.programs." + program;
            System.err.println("usage: " + command + " " + String.join(" ", names));
            System.exit(2);
        }
    }
}
