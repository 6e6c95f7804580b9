using Befragung.Web.Commands;

return await Verbs.RunAsync(args);
