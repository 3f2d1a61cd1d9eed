package org.dialoguehub.hub;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.dialoguehub.engine.Keyring;
import org.dialoguehub.engine.StoreException;

/**
 * The keys that encrypt sign-ins, in a file apart from the data, so that who copies the data folder, or a backup of it, gets no access to any account: one
 * key a line, 32 bytes in base 64. The first encrypts, all of them decrypt. Made, readable to its owner alone, when a key is first needed.
 */
public record KeyFile(Path file, RandomGenerator random) implements Supplier<List<byte[]>> {
    /** The variable that may hold the keys themselves, parted by commas; then no file is read or made. */
    public static final String VARIABLE = "HUB_KEY";

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** The keys of the environment variable {@value #VARIABLE}; if that is not set, those of the {@linkplain #usual usual file}. */
    public static Supplier<List<byte[]>> standard(RandomGenerator random) {
        return standard(System.getenv(), new KeyFile(usual(System.getenv(), Path.of(System.getProperty("user.home", "."))), random));
    }

    /** The keys of the environment variable, if it is set, or those of a file. */
    public static Supplier<List<byte[]>> standard(Map<String, String> environment, KeyFile file) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .map(keys -> (Supplier<List<byte[]>>) () -> read("The environment variable " + VARIABLE, List.of(keys.split(",", -1))))
                .orElse(file);
    }

    /** {@code dialogue-hub/keys} in the folder {@code XDG_CONFIG_HOME}, or else in {@code ~/.config}. */
    static Path usual(Map<String, String> environment, Path home) {
        return Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .orElse(home.resolve(".config"))
                .resolve("dialogue-hub")
                .resolve("keys");
    }

    /** The usual file, for this user on this machine. */
    public static Path usual() {
        return usual(System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    @Override
    public List<byte[]> get() {
        try {
            make();
            return read("The key file " + file, Files.readAllLines(file));
        } catch (IOException unusable) {
            throw new StoreException("The key file " + file + " can be neither read nor made: " + unusable.getMessage(), unusable);
        }
    }

    /** Puts a new key before the others. A hub that runs takes it up at its next start; what was sealed before is sealed anew when it is read. */
    public void rotate() throws IOException {
        make();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.addFirst(line(random));
        Path next = Files.createTempFile(file.toAbsolutePath().getParent(), "keys", ".new", OWNER_ALONE);
        Files.write(next, lines);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void make() throws IOException {
        Path absolute = file.toAbsolutePath();
        if (Files.exists(absolute)) {
            return;
        }
        Files.createDirectories(absolute.getParent());
        Path next = Files.createTempFile(absolute.getParent(), "keys", ".new", OWNER_ALONE);
        try {
            Files.writeString(next, line(random) + "\n");
            Files.createLink(absolute, next); // whole at once, and not over one that another process has made meanwhile
        } catch (FileAlreadyExistsException made) {
            return;
        } finally {
            Files.delete(next);
        }
    }

    private static String line(RandomGenerator random) {
        return Base64.getEncoder().encodeToString(Keyring.key(random));
    }

    private static List<byte[]> read(String where, List<String> lines) {
        List<byte[]> keys = lines.stream().map(String::strip).filter(line -> !line.isEmpty()).map(line -> key(where, line)).toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(where + " holds no key; one is 32 bytes in base 64: openssl rand -base64 32");
        }
        return keys;
    }

    private static byte[] key(String where, String line) {
        try {
            byte[] key = Base64.getDecoder().decode(line);
            if (key.length == Keyring.KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // told below, without its message, which shows letters of the key
        }
        throw new IllegalArgumentException(where + " holds something that is no key; one is 32 bytes in base 64: openssl rand -base64 32");
    }
}
