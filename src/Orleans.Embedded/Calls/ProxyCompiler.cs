using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls
{
    /// <summary>Compiles the proxy class of a grain interface.</summary>
    internal static class ProxyCompiler
    {
        private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

        private static readonly Type[] ConstructorTypes = [typeof(GrainInterface), typeof(CallPath), typeof(GrainId)];
        private static readonly MethodInfo TypeOfHandle = typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!;

        public static Func<GrainInterface, CallPath, GrainId, GrainProxy> Compile(Type type, MethodInfo[] methods)
        {
            var assembly = AssemblyBuilder.DefineDynamicAssembly(
                new("Proxy of " + type.Name), AssemblyBuilderAccess.Run);
            OpenAccess(assembly, type, methods);
            var proxy = assembly.DefineDynamicModule("Proxy").DefineType(
                "Proxy_" + type.Name, TypeAttributes.Public | TypeAttributes.Sealed, typeof(GrainProxy), [type]);
            EmitConstructor(proxy);
            for (var i = 0; i < methods.Length; i++)
            {
                EmitMethod(proxy, methods[i], i);
            }

            return ActivatorOf(proxy.CreateType());
        }

        /// <summary>Interfaces and their types may be internal to any assembly.</summary>
        private static void OpenAccess(AssemblyBuilder assembly, Type type, MethodInfo[] methods)
        {
            var constructor = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
            var types = methods.SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType))
                .Concat(methods.Select(m => m.DeclaringType!))
                .Append(type)
                .Append(typeof(GrainProxy))
                .SelectMany(PartsOf);
            foreach (var name in types.Select(t => t.Assembly.GetName().Name!).Distinct())
            {
                assembly.SetCustomAttribute(new CustomAttributeBuilder(constructor, [name]));
            }
        }

        private static IEnumerable<Type> PartsOf(Type type) => type.HasElementType
            ? PartsOf(type.GetElementType()!)
            : type.GetGenericArguments().SelectMany(PartsOf).Append(type);

        private static void EmitConstructor(TypeBuilder proxy)
        {
            var il = proxy.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, ConstructorTypes)
                .GetILGenerator();
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Ldarg_3);
            il.Emit(OpCodes.Call, typeof(GrainProxy).GetConstructor(Any, ConstructorTypes)!);
            il.Emit(OpCodes.Ret);
        }

        private static void EmitMethod(TypeBuilder proxy, MethodInfo method, int index)
        {
            const MethodAttributes Explicit = MethodAttributes.Private | MethodAttributes.Virtual
                | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot;
            var types = Array.ConvertAll(method.GetParameters(), p => p.ParameterType);
            var body = proxy.DefineMethod(
                $"{method.DeclaringType!.FullName}.{method.Name}", Explicit, method.ReturnType, types);
            var generics = DefineGenerics(body, method);
            var il = body.GetILGenerator();
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, index);
            EmitArray(il, typeof(object), types.Length, i =>
            {
                il.Emit(OpCodes.Ldarg, (short)(i + 1));
                il.Emit(OpCodes.Box, types[i]);
            });
            EmitArray(il, typeof(Type), generics.Length, i =>
            {
                il.Emit(OpCodes.Ldtoken, generics[i]);
                il.Emit(OpCodes.Call, TypeOfHandle);
            });
            il.Emit(OpCodes.Call, SenderOf(method.ReturnType));
            il.Emit(OpCodes.Ret);
            proxy.DefineMethodOverride(body, method);
        }

        private static Type[] DefineGenerics(MethodBuilder body, MethodInfo method)
        {
            if (!method.IsGenericMethodDefinition)
            {
                return [];
            }

            var parameters = method.GetGenericArguments();
            var defined = body.DefineGenericParameters(Array.ConvertAll(parameters, p => p.Name));
            for (var i = 0; i < defined.Length; i++)
            {
                defined[i].SetGenericParameterAttributes(parameters[i].GenericParameterAttributes);
                var constraints = parameters[i].GetGenericParameterConstraints();
                defined[i].SetInterfaceConstraints([.. constraints.Where(c => c.IsInterface)]);
                defined[i].SetBaseTypeConstraint(constraints.FirstOrDefault(c => !c.IsInterface));
            }

            return defined;
        }

        /// <summary>An array of that length, or null for none.</summary>
        private static void EmitArray(ILGenerator il, Type element, int length, Action<int> emitElement)
        {
            if (length == 0)
            {
                il.Emit(OpCodes.Ldnull);
                return;
            }

            il.Emit(OpCodes.Ldc_I4, length);
            il.Emit(OpCodes.Newarr, element);
            for (var i = 0; i < length; i++)
            {
                il.Emit(OpCodes.Dup);
                il.Emit(OpCodes.Ldc_I4, i);
                emitElement(i);
                il.Emit(OpCodes.Stelem_Ref);
            }
        }

        private static MethodInfo SenderOf(Type returned)
        {
            if (returned.IsGenericType)
            {
                var name = returned.GetGenericTypeDefinition() == typeof(Task<>) ? "CallTaskOf" : "CallValueTaskOf";
                return typeof(GrainProxy).GetMethod(name, Any)!.MakeGenericMethod(returned.GetGenericArguments());
            }

            var sender = returned == typeof(Task) ? "CallTask"
                : returned == typeof(void) ? "CallOneWay"
                : "CallValueTask";
            return typeof(GrainProxy).GetMethod(sender, Any)!;
        }

        private static Func<GrainInterface, CallPath, GrainId, GrainProxy> ActivatorOf(Type proxy)
        {
            var create = new DynamicMethod(
                "New " + proxy.Name, typeof(GrainProxy), ConstructorTypes, proxy.Module, skipVisibility: true);
            var il = create.GetILGenerator();
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Newobj, proxy.GetConstructor(ConstructorTypes)!);
            il.Emit(OpCodes.Ret);
            return create.CreateDelegate<Func<GrainInterface, CallPath, GrainId, GrainProxy>>();
        }
    }
}

namespace System.Runtime.CompilerServices
{
    /// <summary>The runtime knows this attribute by its name; the framework declares none.</summary>
    [AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
    internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
    {
        public string AssemblyName { get; } = assemblyName;
    }
}
