package org.dialoguehub.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** The key by which who may read the data folder may run the hub. */
public record AdminKey(String value) {
    private static final String FILE = "admin.key";
    private static final int BYTES = 32;

    /**
     * The key in the data folder; made, readable to its owner alone, if there is none yet.
     *
     * @throws IOException if it can be neither read nor written
     */
    public static AdminKey in(Path dataFolder, RandomGenerator random) throws IOException {
        Path file = dataFolder.resolve(FILE);
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(bytes));
        } catch (FileAlreadyExistsException there) {
            return new AdminKey(Files.readString(file).strip());
        }
        return new AdminKey(HexFormat.of().formatHex(bytes));
    }

    /** Whether an Authorization header (RFC 6750) holds this key; takes the same time for every wrong one. */
    boolean opens(String authorization) {
        return MessageDigest.isEqual(
                authorization.getBytes(StandardCharsets.UTF_8), ("Bearer " + value).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "***";
    }
}
