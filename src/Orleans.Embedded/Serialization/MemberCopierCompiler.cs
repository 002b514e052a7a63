using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Embedded.Serialization;

/// <summary>
/// Compiles the copier of a type with numbered members. Written in IL because members may be read-only, which compiled
/// expressions refuse to assign.
/// </summary>
internal static class MemberCopierCompiler
{
    private static readonly MethodInfo CopyMember = typeof(CopyContext).GetMethod(nameof(CopyContext.Copy))!;
    private static readonly MethodInfo Track = typeof(CopyContext).GetMethod(nameof(CopyContext.Track))!;

    private static readonly MethodInfo Uninitialized =
        typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.GetUninitializedObject))!;

    private static readonly MethodInfo TypeOfHandle = typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!;

    /// <summary>A <c>Func&lt;T, CopyContext, T&gt;</c>.</summary>
    public static Delegate Compile(Type type, Copiers copiers)
    {
        var method = new DynamicMethod(
            "Copy " + type.Name,
            type,
            [type, typeof(CopyContext)],
            typeof(MemberCopierCompiler).Module,
            skipVisibility: true);
        var il = method.GetILGenerator();
        var copy = il.DeclareLocal(type);
        EmitCreation(il, type, copy);
        foreach (var member in TypeRules.MembersOf(type))
        {
            EmitMember(il, copy, member, deep: !copiers.Sharing.IsShared(member));
        }

        il.Emit(OpCodes.Ldloc, copy);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate(typeof(Func<,,>).MakeGenericType(type, typeof(CopyContext), type));
    }

    private static void EmitCreation(ILGenerator il, Type type, LocalBuilder copy)
    {
        if (type.IsValueType)
        {
            il.Emit(OpCodes.Ldloca, copy);
            il.Emit(OpCodes.Initobj, type);
            return;
        }

        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_0);
        if (ObjectCreation.ConstructorOf(type) is { } constructor)
        {
            il.Emit(OpCodes.Newobj, constructor);
        }
        else
        {
            il.Emit(OpCodes.Ldtoken, type);
            il.Emit(OpCodes.Call, TypeOfHandle);
            il.Emit(OpCodes.Call, Uninitialized);
            il.Emit(OpCodes.Castclass, type);
        }

        il.Emit(OpCodes.Call, Track.MakeGenericMethod(type));
        il.Emit(OpCodes.Stloc, copy);
    }

    private static void EmitMember(ILGenerator il, LocalBuilder copy, SerializedMember member, bool deep)
    {
        var type = copy.LocalType;
        il.Emit(type.IsValueType ? OpCodes.Ldloca : OpCodes.Ldloc, copy);
        if (deep)
        {
            il.Emit(OpCodes.Ldarg_1);
        }

        if (type.IsValueType)
        {
            il.Emit(OpCodes.Ldarga_S, (byte)0);
        }
        else
        {
            il.Emit(OpCodes.Ldarg_0);
        }

        il.Emit(OpCodes.Ldfld, member.Field);
        if (deep)
        {
            il.Emit(OpCodes.Call, CopyMember.MakeGenericMethod(member.Field.FieldType));
        }

        il.Emit(OpCodes.Stfld, member.Field);
    }
}
