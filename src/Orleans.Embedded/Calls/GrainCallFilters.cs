using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Serialization.Invocation
{
    /// <summary>A call: its method and its arguments.</summary>
    public interface IInvokable
    {
        /// <summary>The object that the call runs on, once it has arrived.</summary>
        object? GetTarget();

        /// <summary>How many arguments there are.</summary>
        int GetArgumentCount();

        /// <summary>An argument.</summary>
        object? GetArgument(int index);

        /// <summary>Replaces an argument.</summary>
        void SetArgument(int index, object? value);

        /// <summary>The method's name.</summary>
        string GetMethodName();

        /// <summary>The interface's name.</summary>
        string GetInterfaceName();

        /// <summary>The interface's method.</summary>
        MethodInfo GetMethod();

        /// <summary>The interface.</summary>
        Type GetInterfaceType();
    }
}

namespace Orleans
{
    /// <summary>A call on its way.</summary>
    public interface IGrainCallContext
    {
        /// <summary>Method and arguments.</summary>
        IInvokable Request { get; }

        /// <summary>The grain, or the reference to it.</summary>
        object Grain { get; }

        /// <summary>The calling grain, if it is one.</summary>
        GrainId? SourceId { get; }

        /// <summary>The called grain.</summary>
        GrainId TargetId { get; }

        /// <summary>The interface.</summary>
        GrainInterfaceType InterfaceType { get; }

        /// <summary>The interface's name.</summary>
        string InterfaceName { get; }

        /// <summary>The method's name.</summary>
        string MethodName { get; }

        /// <summary>The interface's method.</summary>
        MethodInfo InterfaceMethod { get; }

        /// <summary>The result, after <see cref="Invoke"/>; may be replaced.</summary>
        object? Result { get; set; }

        /// <summary>Goes on to the next filter, or the call itself.</summary>
        Task Invoke();
    }

    /// <summary>A call where it arrives.</summary>
    public interface IIncomingGrainCallContext : IGrainCallContext
    {
        /// <summary>The activation.</summary>
        IGrainContext TargetContext { get; }

        /// <summary>The grain class's method.</summary>
        MethodInfo ImplementationMethod { get; }
    }

    /// <summary>A call where it leaves.</summary>
    public interface IOutgoingGrainCallContext : IGrainCallContext
    {
        /// <summary>The calling activation, if it is one.</summary>
        IGrainContext? SourceContext { get; }
    }

    /// <summary>Stands before every call that arrives.</summary>
    public interface IIncomingGrainCallFilter
    {
        /// <summary>Call <see cref="IGrainCallContext.Invoke"/>, or set the result.</summary>
        Task Invoke(IIncomingGrainCallContext context);
    }

    /// <summary>Stands before every call that leaves.</summary>
    public interface IOutgoingGrainCallFilter
    {
        /// <summary>Call <see cref="IGrainCallContext.Invoke"/>, or set the result.</summary>
        Task Invoke(IOutgoingGrainCallContext context);
    }

    /// <summary>A filter as a delegate.</summary>
    public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);

    /// <summary>A filter as a delegate.</summary>
    public delegate Task OutgoingGrainCallFilterDelegate(IOutgoingGrainCallContext context);
}
