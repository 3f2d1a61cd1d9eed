package org.dialoguehub;

import java.io.IOException;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a module promises to those who compile against it: a line for each type that they can reach, and under it one for each member.
 * What every record, enum or object has anyway is left out. Own types and those of {@code java.lang} go without their packages.
 */
final class PublicApi {
    private static final String OWN = "org.dialoguehub";

    /** All that can be reached in a folder of class files, which must be on the class path. */
    static List<String> under(Path classes) throws IOException {
        try (var files = Files.walk(classes)) {
            var names = files.map(file -> classes.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "."))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .sorted()
                    .toList();
            return names.stream().map(PublicApi::load).filter(PublicApi::reachable).flatMap(type -> of(type).stream()).toList();
        }
    }

    /** One type, without the types nested in it. */
    static List<String> of(Class<?> type) {
        var lines = new ArrayList<String>();
        lines.add(deprecated(type) + head(type));
        Stream.of(
                members(type.getDeclaredFields(), PublicApi::field),
                members(type.getDeclaredConstructors(), constructor -> canonical(constructor) ? "" : constructor(constructor)),
                members(type.getDeclaredMethods(), method -> given(method) ? "" : method(method)))
                .flatMap(member -> member)
                .map(member -> "    " + member)
                .forEach(lines::add);
        return lines;
    }

    private static <M extends Member & AnnotatedElement> Stream<String> members(M[] members, Function<M, String> text) {
        return Arrays.stream(members)
                .filter(member -> visible(member.getModifiers()) && !member.isSynthetic())
                .map(member -> text.apply(member).isEmpty() ? "" : deprecated(member) + text.apply(member))
                .filter(line -> !line.isEmpty())
                .sorted();
    }

    private static String head(Class<?> type) {
        var components = type.isRecord()
                ? list("(", Arrays.stream(type.getRecordComponents()).map(c -> name(c.getAnnotatedType()) + " " + c.getName()), ")")
                : "";
        var above = type.isEnum() || type.isRecord() ? Optional.<AnnotatedType>empty() : Optional.ofNullable(type.getAnnotatedSuperclass());
        return modifiers(type.getModifiers() & ~(type.isEnum() || type.isRecord() ? Modifier.FINAL : 0) & ~Modifier.STATIC,
                type.isInterface())
                + (type.isSealed() ? "sealed " : "") + kind(type) + " " + type.getPackageName() + "." + plain(type)
                + variables(type.getTypeParameters()) + (type.isRecord() && components.isEmpty() ? "()" : components)
                + above.filter(parent -> parent.getType() != Object.class).map(parent -> " extends " + name(parent)).orElse("")
                + list(type.isInterface() ? " extends " : " implements ", names(type.getAnnotatedInterfaces()), "")
                + (type.isSealed()
                        ? list(" permits ", Arrays.stream(type.getPermittedSubclasses()).map(PublicApi::plain).sorted(), "")
                        : "");
    }

    private static String kind(Class<?> type) {
        return type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    }

    private static String field(Field field) {
        return field.isEnumConstant()
                ? field.getName()
                : modifiers(field.getModifiers(), false) + name(field.getAnnotatedType()) + " " + field.getName();
    }

    private static String method(Method method) {
        var modifiers = (method.isDefault() ? "default " : "") + modifiers(method.getModifiers(), method.getDeclaringClass().isInterface());
        return modifiers + executable(name(method.getAnnotatedReturnType()) + " " + method.getName(), method);
    }

    private static String constructor(Constructor<?> constructor) {
        return modifiers(constructor.getModifiers(), false) + executable("new", constructor);
    }

    private static String executable(String start, Executable executable) {
        var variables = variables(executable.getTypeParameters());
        return (variables.isEmpty() ? "" : variables + " ") + start
                + "(" + names(executable.getAnnotatedParameterTypes()).collect(Collectors.joining(", ")) + ")"
                + list(" throws ", names(executable.getAnnotatedExceptionTypes()).sorted(), "");
    }

    /** Says nothing of what goes without saying: {@code public}, and {@code abstract} in an interface. */
    private static String modifiers(int modifiers, boolean inInterface) {
        var kept = modifiers & (Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | (inInterface ? 0 : Modifier.ABSTRACT));
        return kept == 0 ? "" : Modifier.toString(kept) + " ";
    }

    private static String name(AnnotatedType type) {
        var nullable = type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
        return switch (type) {
            case AnnotatedArrayType array ->
                name(array.getAnnotatedGenericComponentType()) + (nullable.isEmpty() ? "" : " " + nullable) + "[]";
            case AnnotatedParameterizedType generic ->
                nullable + plain(raw(generic)) + list("<", names(generic.getAnnotatedActualTypeArguments()), ">");
            case AnnotatedWildcardType wildcard -> nullable + "?" + bounds(" super ", wildcard.getAnnotatedLowerBounds())
                    + bounds(" extends ", wildcard.getAnnotatedUpperBounds());
            case AnnotatedTypeVariable variable -> nullable + variable.getType().getTypeName();
            default -> nullable + (type.getType() instanceof Class<?> c ? plain(c) : type.getType().getTypeName());
        };
    }

    private static Class<?> raw(AnnotatedParameterizedType generic) {
        return (Class<?>) ((java.lang.reflect.ParameterizedType) generic.getType()).getRawType();
    }

    private static String variables(TypeVariable<?>[] variables) {
        return list("<", Arrays.stream(variables).map(variable -> variable.getName() + bounds(" extends ", variable.getAnnotatedBounds())),
                ">");
    }

    private static String bounds(String word, AnnotatedType[] bounds) {
        return Arrays.stream(bounds).map(PublicApi::name).filter(bound -> !bound.equals("Object")).collect(Collectors.collectingAndThen(
                Collectors.joining(" & "), joined -> joined.isEmpty() ? "" : word + joined));
    }

    private static Stream<String> names(AnnotatedType[] types) {
        return Arrays.stream(types).map(PublicApi::name);
    }

    private static String list(String before, Stream<String> items, String after) {
        var joined = items.collect(Collectors.joining(", "));
        return joined.isEmpty() ? "" : before + joined + after;
    }

    private static String plain(Class<?> type) {
        if (type.isArray())
            return plain(type.componentType()) + "[]";
        var known = !type.isPrimitive() && (type.getPackageName().startsWith(OWN) || type.getPackageName().equals("java.lang"));
        return known ? type.getCanonicalName().substring(type.getPackageName().length() + 1) : type.getCanonicalName();
    }

    private static String deprecated(AnnotatedElement element) {
        return element.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "";
    }

    private static boolean reachable(Class<?> type) {
        var outer = type.getEnclosingClass();
        return visible(type.getModifiers()) && !type.isAnonymousClass() && !type.isLocalClass() && (outer == null || reachable(outer));
    }

    private static boolean visible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static boolean canonical(Constructor<?> constructor) {
        var type = constructor.getDeclaringClass();
        return type.isRecord() && Arrays.equals(constructor.getParameterTypes(),
                Arrays.stream(type.getRecordComponents()).map(c -> c.getType()).toArray());
    }

    /** What every object, record or enum has: the readers of components, {@code equals}, {@code values} and the like. */
    private static boolean given(Method method) {
        var type = method.getDeclaringClass();
        var ofObject = Arrays.stream(Object.class.getMethods()).anyMatch(other -> same(method, other));
        var ofRecord = type.isRecord()
                && Arrays.stream(type.getRecordComponents()).anyMatch(component -> method.equals(component.getAccessor()));
        var ofEnum = type.isEnum() && Modifier.isStatic(method.getModifiers()) && List.of("values", "valueOf").contains(method.getName());
        return ofObject || ofRecord || ofEnum;
    }

    private static boolean same(Method one, Method other) {
        return one.getName().equals(other.getName()) && Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException("on the disk, but not on the class path: " + name, gone);
        }
    }

    private PublicApi() {}
}
